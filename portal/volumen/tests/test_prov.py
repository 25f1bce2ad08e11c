import pytest, os, time
from django.core.management import call_command
from django.db import connection
@pytest.mark.django_db(transaction=True, databases=["default","dueno"])
def test_prov():
    t=time.time(); c=time.process_time()
    call_command("cargar_volumen", solicitudes=int(os.environ.get("NV","2000")), semilla=7, procesos=int(os.environ.get("PV","1")))
    print("CPU", time.process_time()-c)
    from nucleo.bitacora.verificacion import verificar, Recuento
    t=time.time(); r=Recuento()
    print(list(verificar(recuento=r))[:5], r, time.time()-t)
    cur=connection.cursor()
    for q in ("select estado,count(*) from solicitudes_solicitud group by 1 order by 2","select count(*) filter (where fuera_de_orden), count(*) filter (where tipo in ('conexion','notificacion') and respondida_en is not null) from solicitudes_solicitud", "select tipo, avg((respondida_en at time zone 'America/Santiago')::date<=plazo_respuesta_el::date)::numeric from solicitudes_solicitud group by 1" , "select relname, pg_size_pretty(pg_total_relation_size(oid)), pg_size_pretty(pg_relation_size(oid)), reltuples from pg_class where relkind='r' and pg_total_relation_size(oid)>1000000 order by pg_total_relation_size(oid) desc limit 20"):
        try: cur.execute(q.replace('avg((respondida','avg(((respondida').replace('_el::date)','_el::date)::int)')); print(*cur.fetchall(),sep="\n")
        except Exception as e: print(e); connection.rollback()
