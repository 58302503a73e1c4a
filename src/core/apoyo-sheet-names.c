/* apoyo-sheet-names.c: what institutions call the columns of their tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "apoyo-sheet-names.h"

/* In order of column. MUNICIPIO may be a number or a name: it is the name where another column is
 * the number. CVE_MUN is what INEGI calls its own. */
static const ApoyoSheetName names[] = {
  { "ALCALDIA", "municipality", "municipality_name" },
  { "CABECERA_DISTRITAL", "federal_district_name", NULL },
  { "CABECERA_DISTRITAL_FEDERAL", "federal_district_name", NULL },
  { "CABECERA_DISTRITAL_LOCAL", "local_district_name", NULL },
  { "CABECERA_FEDERAL", "federal_district_name", NULL },
  { "CABECERA_LOCAL", "local_district_name", NULL },
  { "CIRC", "circumscription", NULL },
  { "CIRCUMSCRIPTION", "circumscription", NULL },
  { "CIRCUNSCRIPCION", "circumscription", NULL },
  { "CIRCUNSCRIPCION_PLURINOMINAL", "circumscription", NULL },
  { "CLAVE_ENTIDAD", "entity", NULL },
  { "CLAVE_ESTADO", "entity", NULL },
  { "CLAVE_INE", "municipality", NULL },
  { "CLAVE_INEGI", "inegi_code", NULL },
  { "CLAVE_MUNICIPIO", "municipality", NULL },
  { "CLAVE_MUNICIPIO_INEGI", "inegi_code", NULL },
  { "CLAVE_SECCION", "section", NULL },
  { "CODIGO_INEGI", "inegi_code", NULL },
  { "CORTE", "cutoff", NULL },
  { "CUTOFF", "cutoff", NULL },
  { "CVEGEO", "inegi_code", NULL },
  { "CVE_DISTRITO_FEDERAL", "federal_district", NULL },
  { "CVE_DISTRITO_LOCAL", "local_district", NULL },
  { "CVE_EDO", "entity", NULL },
  { "CVE_ENT", "entity", NULL },
  { "CVE_ENTIDAD", "entity", NULL },
  { "CVE_GEO", "inegi_code", NULL },
  { "CVE_INEGI", "inegi_code", NULL },
  { "CVE_MUN", "inegi_code", NULL },
  { "CVE_MUNICIPIO", "municipality", NULL },
  { "CVE_SECCION", "section", NULL },
  { "DISTRITO", "federal_district", "federal_district_name" },
  { "DISTRITO_ELECTORAL_FEDERAL", "federal_district", "federal_district_name" },
  { "DISTRITO_ELECTORAL_LOCAL", "local_district", "local_district_name" },
  { "DISTRITO_F", "federal_district", NULL },
  { "DISTRITO_FED", "federal_district", NULL },
  { "DISTRITO_FEDERAL", "federal_district", "federal_district_name" },
  { "DISTRITO_L", "local_district", NULL },
  { "DISTRITO_LOC", "local_district", NULL },
  { "DISTRITO_LOCAL", "local_district", "local_district_name" },
  { "DTO_FED", "federal_district", NULL },
  { "DTO_LOC", "local_district", NULL },
  { "DTTO_FED", "federal_district", NULL },
  { "DTTO_LOC", "local_district", NULL },
  { "EDO", "entity", NULL },
  { "ENTIDAD", "entity", "entity_name" },
  { "ENTIDAD_FEDERATIVA", "entity", "entity_name" },
  { "ENTITY", "entity", NULL },
  { "ENTITY_NAME", "entity_name", NULL },
  { "ESTADO", "entity", "entity_name" },
  { "FECHA", "cutoff", NULL },
  { "FECHA_CORTE", "cutoff", NULL },
  { "FECHA_DE_CORTE", "cutoff", NULL },
  { "FEDERAL_DISTRICT", "federal_district", NULL },
  { "FEDERAL_DISTRICT_NAME", "federal_district_name", NULL },
  { "ID_ALCALDIA", "municipality", NULL },
  { "ID_CIRCUNSCRIPCION", "circumscription", NULL },
  { "ID_DISTRITO", "federal_district", NULL },
  { "ID_DISTRITO_F", "federal_district", NULL },
  { "ID_DISTRITO_FEDERAL", "federal_district", NULL },
  { "ID_DISTRITO_L", "local_district", NULL },
  { "ID_DISTRITO_LOCAL", "local_district", NULL },
  { "ID_ENTIDAD", "entity", NULL },
  { "ID_ESTADO", "entity", NULL },
  { "ID_MUNICIPIO", "municipality", NULL },
  { "ID_MUNICIPIO_INEGI", "inegi_code", NULL },
  { "ID_SECCION", "section", NULL },
  { "INEGI", "inegi_code", NULL },
  { "INEGI_CODE", "inegi_code", NULL },
  { "LISTA", "nominal_list", NULL },
  { "LISTANOMINAL", "nominal_list", NULL },
  { "LISTA_NOM", "nominal_list", NULL },
  { "LISTA_NOMINAL", "nominal_list", NULL },
  { "LISTA_NOMINAL_DE_ELECTORES", "nominal_list", NULL },
  { "LISTA_NOMINAL_ELECTORES", "nominal_list", NULL },
  { "LISTA_NOMINAL_TOTAL", "nominal_list", NULL },
  { "LN", "nominal_list", NULL },
  { "LNE", "nominal_list", NULL },
  { "LOCAL_DISTRICT", "local_district", NULL },
  { "LOCAL_DISTRICT_NAME", "local_district_name", NULL },
  { "MPIO", "municipality", NULL },
  { "MUN", "municipality", NULL },
  { "MUNICIPALITY", "municipality", NULL },
  { "MUNICIPALITY_NAME", "municipality_name", NULL },
  { "MUNICIPIO", "municipality", "municipality_name" },
  { "MUNICIPIO_ALCALDIA", "municipality", "municipality_name" },
  { "MUNICIPIO_INE", "municipality", NULL },
  { "MUNICIPIO_INEGI", "inegi_code", NULL },
  { "MUNICIPIO_O_ALCALDIA", "municipality", "municipality_name" },
  { "NOMBRE_ALCALDIA", "municipality_name", NULL },
  { "NOMBRE_DEL_MUNICIPIO", "municipality_name", NULL },
  { "NOMBRE_DE_LA_ENTIDAD", "entity_name", NULL },
  { "NOMBRE_DISTRITO", "federal_district_name", NULL },
  { "NOMBRE_DISTRITO_FEDERAL", "federal_district_name", NULL },
  { "NOMBRE_DISTRITO_LOCAL", "local_district_name", NULL },
  { "NOMBRE_ENTIDAD", "entity_name", NULL },
  { "NOMBRE_ESTADO", "entity_name", NULL },
  { "NOMBRE_MPIO", "municipality_name", NULL },
  { "NOMBRE_MUNICIPIO", "municipality_name", NULL },
  { "NOMINAL_LIST", "nominal_list", NULL },
  { "NOM_ENT", "entity_name", NULL },
  { "NOM_ENTIDAD", "entity_name", NULL },
  { "NOM_MUN", "municipality_name", NULL },
  { "NOM_MUNICIPIO", "municipality_name", NULL },
  { "NUM_ENTIDAD", "entity", NULL },
  { "NUM_SECCION", "section", NULL },
  { "PADRON", "roll", NULL },
  { "PADRON_ELECTORAL", "roll", NULL },
  { "PADRON_TOTAL", "roll", NULL },
  { "PE", "roll", NULL },
  { "ROLL", "roll", NULL },
  { "SECC", "section", NULL },
  { "SECCION", "section", NULL },
  { "SECCION_ELECTORAL", "section", NULL },
  { "SECTION", "section", NULL },
  { "TOTAL_LISTA_NOMINAL", "nominal_list", NULL },
  { "TOTAL_PADRON", "roll", NULL },
};

/* A promovente of a candidatura is an aspirante. ENTIDAD or DISTRITO alone do not tell where one
 * stands: AMBITO is the demarcation's whole code. */
static const ApoyoSheetName promovente_names[] = {
  { "ABRE", "opens_at", NULL },
  { "ABRE_EL", "opens_at", NULL },
  { "AMBITO", "scope", NULL },
  { "AMBITO_TERRITORIAL", "scope", NULL },
  { "APERTURA", "opens_at", NULL },
  { "ASPIRANTE", "name", NULL },
  { "CIERRA", "closes_at", NULL },
  { "CIERRA_EL", "closes_at", NULL },
  { "CIERRE", "closes_at", NULL },
  { "CLAVE_AMBITO", "scope", NULL },
  { "CLOSES_AT", "closes_at", NULL },
  { "CONSECUTIVO", "number", NULL },
  { "DEMARCACION", "scope", NULL },
  { "DENOMINACION", "name", NULL },
  { "DESDE", "opens_at", NULL },
  { "FECHA_APERTURA", "opens_at", NULL },
  { "FECHA_CIERRE", "closes_at", NULL },
  { "FECHA_DE_APERTURA", "opens_at", NULL },
  { "FECHA_DE_CIERRE", "closes_at", NULL },
  { "FECHA_DE_FIN", "closes_at", NULL },
  { "FECHA_DE_INICIO", "opens_at", NULL },
  { "FECHA_DE_TERMINO", "closes_at", NULL },
  { "FECHA_FIN", "closes_at", NULL },
  { "FECHA_HORA_FIN", "closes_at", NULL },
  { "FECHA_HORA_INICIO", "opens_at", NULL },
  { "FECHA_INICIO", "opens_at", NULL },
  { "FECHA_TERMINO", "closes_at", NULL },
  { "FIN", "closes_at", NULL },
  { "FIN_DEL_PERIODO", "closes_at", NULL },
  { "FIN_DE_VENTANA", "closes_at", NULL },
  { "FIN_PERIODO", "closes_at", NULL },
  { "FIN_VENTANA", "closes_at", NULL },
  { "FOLIO", "folio", NULL },
  { "FOLIO_REGISTRO", "folio", NULL },
  { "HASTA", "closes_at", NULL },
  { "ID_PROMOVENTE", "number", NULL },
  { "INICIA", "opens_at", NULL },
  { "INICIA_EL", "opens_at", NULL },
  { "INICIO", "opens_at", NULL },
  { "INICIO_DEL_PERIODO", "opens_at", NULL },
  { "INICIO_DE_VENTANA", "opens_at", NULL },
  { "INICIO_PERIODO", "opens_at", NULL },
  { "INICIO_VENTANA", "opens_at", NULL },
  { "NAME", "name", NULL },
  { "NO", "number", NULL },
  { "NOMBRE", "name", NULL },
  { "NOMBRE_ASPIRANTE", "name", NULL },
  { "NOMBRE_COMPLETO", "name", NULL },
  { "NOMBRE_DEL_ASPIRANTE", "name", NULL },
  { "NOMBRE_DEL_PROMOVENTE", "name", NULL },
  { "NOMBRE_PROMOVENTE", "name", NULL },
  { "NUM", "number", NULL },
  { "NUMBER", "number", NULL },
  { "NUMERO", "number", NULL },
  { "NUM_PROMOVENTE", "number", NULL },
  { "OPENS_AT", "opens_at", NULL },
  { "ORGANIZACION", "name", NULL },
  { "PROMOVENTE", "name", NULL },
  { "RAZON_SOCIAL", "name", NULL },
  { "SCOPE", "scope", NULL },
  { "TERMINA", "closes_at", NULL },
  { "TERMINO", "closes_at", NULL },
  { "VENCE", "closes_at", NULL },
};

/* Who it is the database does not want to know in words: names are known, and left out. */
static const ApoyoSheetName auxiliary_names[] = {
  { "APELLIDOS", "name", NULL },
  { "APELLIDO_MATERNO", "name", NULL },
  { "APELLIDO_PATERNO", "name", NULL },
  { "ASPIRANTE", "promovente", NULL },
  { "AUXILIAR", "name", NULL },
  { "CLAVE", "clave_elector", NULL },
  { "CLAVE_DE_ELECTOR", "clave_elector", NULL },
  { "CLAVE_ELECTOR", "clave_elector", NULL },
  { "CORREO", "name", NULL },
  { "CORREO_ELECTRONICO", "name", NULL },
  { "CURP", "name", NULL },
  { "CVE_ELECTOR", "clave_elector", NULL },
  { "EMAIL", "name", NULL },
  { "FOLIO", "promovente", NULL },
  { "FOLIO_ASPIRANTE", "promovente", NULL },
  { "FOLIO_DEL_PROMOVENTE", "promovente", NULL },
  { "FOLIO_PROMOVENTE", "promovente", NULL },
  { "ID_PROMOVENTE", "promovente", NULL },
  { "MATERNO", "name", NULL },
  { "NAME", "name", NULL },
  { "NO", "name", NULL },
  { "NOMBRE", "name", NULL },
  { "NOMBRES", "name", NULL },
  { "NOMBRE_AUXILIAR", "name", NULL },
  { "NOMBRE_COMPLETO", "name", NULL },
  { "NOMBRE_DEL_AUXILIAR", "name", NULL },
  { "NUMERO", "name", NULL },
  { "NUMERO_PROMOVENTE", "promovente", NULL },
  { "NUM_PROMOVENTE", "promovente", NULL },
  { "PATERNO", "name", NULL },
  { "PRIMER_APELLIDO", "name", NULL },
  { "PROMOVENTE", "promovente", NULL },
  { "SEGUNDO_APELLIDO", "name", NULL },
  { "TELEFONO", "name", NULL },
};

static int
compare_name (const void *folded, const void *name)
{
  return strcmp (folded, ((const ApoyoSheetName *) name)->column);
}

const ApoyoSheetName *
apoyo_sheet_lookup_name (ApoyoSheetKind kind, const char *folded)
{
  g_return_val_if_fail (folded != NULL, NULL);

  if (kind == APOYO_SHEET_PROMOVENTES)
    return bsearch (folded, promovente_names, G_N_ELEMENTS (promovente_names),
                    sizeof *promovente_names, compare_name);
  if (kind == APOYO_SHEET_AUXILIARIES)
    return bsearch (folded, auxiliary_names, G_N_ELEMENTS (auxiliary_names),
                    sizeof *auxiliary_names, compare_name);
  return bsearch (folded, names, G_N_ELEMENTS (names), sizeof *names, compare_name);
}

char *
apoyo_sheet_fold_name (const char *name)
{
  g_autofree char *apart = NULL;
  GString *folded = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, NULL);

  apart = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isalnum (c))
      g_string_append_unichar (folded, g_unichar_toupper (c));
    else if (!g_unichar_ismark (c) && folded->len > 0 && folded->str[folded->len - 1] != '_')
      g_string_append_c (folded, '_');
  }
  if (folded->len > 0 && folded->str[folded->len - 1] == '_')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}
