-- The two database roles (arquitectura.md 2; seguridad.md, Decided 2), made once per cluster by its
-- superuser, before any migration: what portal_dueno creates afterwards is readable and writable by
-- portal_app unless a migration takes it back (nucleo/bitacora does).
-- Passwords come in the environment (CLAVE_DUENO, CLAVE_APP): a command line is read by every user of the
-- machine. psql variable: base ("portal" unless given).
\getenv clave_dueno CLAVE_DUENO
\getenv clave_app CLAVE_APP
\if :{?base}
\else
\set base portal
\endif
CREATE ROLE portal_dueno LOGIN PASSWORD :'clave_dueno';
CREATE ROLE portal_app LOGIN PASSWORD :'clave_app';
CREATE DATABASE :"base" OWNER portal_dueno;
\connect :"base"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO portal_dueno;
GRANT USAGE ON SCHEMA public TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_dueno IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_dueno IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_dueno REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
