from django import template

from suministros.identidades.reloj import plazo_en_palabras

register = template.Library()
register.simple_tag(plazo_en_palabras, name="horas_de_revision")
