/* apoyo-names.c: given names and surnames as they are common in Mexico.
 *
 * Each list begins with the most frequent; the draw favours the beginning, so that García is
 * common, Ñúñez rare, and homonyms happen as often as they annoy a registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-names.h"

#include <math.h>

static const char *const surnames[] = {
  "HERNÁNDEZ",     "GARCÍA",        "MARTÍNEZ",   "LÓPEZ",       "GONZÁLEZ",
  "PÉREZ",         "RODRÍGUEZ",     "SÁNCHEZ",    "RAMÍREZ",     "CRUZ",
  "GÓMEZ",         "FLORES",        "MORALES",    "VÁZQUEZ",     "JIMÉNEZ",
  "REYES",         "DÍAZ",          "TORRES",     "GUTIÉRREZ",   "RUIZ",
  "MENDOZA",       "AGUILAR",       "ORTIZ",      "MORENO",      "CASTILLO",
  "ROMERO",        "ÁLVAREZ",       "MÉNDEZ",     "CHÁVEZ",      "RIVERA",
  "JUÁREZ",        "RAMOS",         "DOMÍNGUEZ",  "HERRERA",     "MEDINA",
  "CASTRO",        "VARGAS",        "GUZMÁN",     "VELÁZQUEZ",   "MUÑOZ",
  "ROJAS",         "DE LA CRUZ",    "CONTRERAS",  "SALAZAR",     "LUNA",
  "ORTEGA",        "GUERRERO",      "SANTIAGO",   "ESTRADA",     "BAUTISTA",
  "CORTÉS",        "SOTO",          "ALVARADO",   "ESPINOZA",    "LARA",
  "ÁVILA",         "RÍOS",          "CERVANTES",  "SILVA",       "DELGADO",
  "VEGA",          "MÁRQUEZ",       "SANDOVAL",   "CARRILLO",    "LEÓN",
  "FERNÁNDEZ",     "MEJÍA",         "SOLÍS",      "NÚÑEZ",       "ROSAS",
  "VALDEZ",        "CAMPOS",        "SANTOS",     "CAMACHO",     "NAVARRO",
  "PEÑA",          "MALDONADO",     "ROSALES",    "MIRANDA",     "ACOSTA",
  "TREJO",         "VALENCIA",      "PACHECO",    "ROBLES",      "NAVA",
  "CABRERA",       "CÁRDENAS",      "SALINAS",    "OROZCO",      "SUÁREZ",
  "IBARRA",        "CORONA",        "PADILLA",    "ESPINOSA",    "ZAMORA",
  "AYALA",         "MOLINA",        "FUENTES",    "ARELLANO",    "VELASCO",
  "MEZA",          "ZÚÑIGA",        "BARRERA",    "VILLEGAS",    "TAPIA",
  "MARÍN",         "SERRANO",       "OCHOA",      "LOZANO",      "FRANCO",
  "GALLEGOS",      "TRUJILLO",      "ANDRADE",    "BELTRÁN",     "MURILLO",
  "ARIAS",         "ROSARIO",       "QUINTERO",   "CALDERÓN",    "GALVÁN",
  "VILLANUEVA",    "ESCOBAR",       "PALACIOS",   "BENÍTEZ",     "ENRÍQUEZ",
  "LEYVA",         "MACÍAS",        "BERNAL",     "RANGEL",      "BARRIOS",
  "OSORIO",        "CISNEROS",      "ESQUIVEL",   "DE LA ROSA",  "ZAVALA",
  "OLVERA",        "VERA",          "BRAVO",      "PONCE",       "SALGADO",
  "ROCHA",         "QUIROZ",        "BECERRA",    "CORDERO",     "MATA",
  "DE JESÚS",      "SOSA",          "URIBE",      "CASTAÑEDA",   "ARROYO",
  "VILLARREAL",    "ZAPATA",        "CANO",       "GALLARDO",    "MONTES",
  "SALAS",         "PRADO",         "ALONSO",     "TOVAR",       "BÁEZ",
  "CORREA",        "BAÑUELOS",      "ARRIAGA",    "OLIVARES",    "DURÁN",
  "VILLA",         "AGUIRRE",       "GALINDO",    "CARMONA",     "LUGO",
  "MONTOYA",       "SEGURA",        "DEL ÁNGEL",  "PINEDA",      "TÉLLEZ",
  "HUERTA",        "PAREDES",       "NIETO",      "CARRASCO",    "ROLDÁN",
  "MORA",          "CUEVAS",        "MONTIEL",    "GRANADOS",    "XOOL",
  "BARRÓN",        "BRICEÑO",       "MAGAÑA",     "TZEC",        "COLÍN",
  "PÁEZ",          "TELLO",         "CHAN",       "CANUL",       "PECH",
  "MAY",           "DZUL",          "EK",         "UC",          "KU",
  "POOT",          "BALAM",         "TUN",        "NOH",         "XOLO",
  "TECUAPETLA",    "XICOTÉNCATL",   "CUAUTLE",    "TLAPA",       "NOYOLA",
  "GÜEMES",        "GÜERECA",       "ECHEVERRÍA", "YÁÑEZ",       "ARGÜELLES",
  "LICEA",         "NÁJERA",        "QUEZADA",    "JASSO",       "ZEPEDA",
  "ÁNGELES",       "MONROY",        "ALCÁNTARA",  "OCAMPO",      "IÑIGUEZ",
  "ORDÓÑEZ",       "SEPÚLVEDA",     "TREVIÑO",    "CANTÚ",       "ELIZONDO",
  "GARZA",         "DEL VALLE",     "DE LEÓN",    "DE LA TORRE", "DEL RÍO",
  "MONTES DE OCA", "PONCE DE LEÓN", "WONG",       "HAAS",        "FARÍAS",
  "ÑAÑEZ",
};

static const char *const women[] = {
  "GUADALUPE", "MARÍA",     "JUANA",    "MARGARITA",  "VERÓNICA",  "ALEJANDRA", "LETICIA",
  "PATRICIA",  "ROSA",      "GABRIELA", "ELIZABETH",  "TERESA",    "YOLANDA",   "ADRIANA",
  "MARTHA",    "ANA",       "CLAUDIA",  "SILVIA",     "CARMEN",    "ALICIA",    "DANIELA",
  "ANDREA",    "FERNANDA",  "KARLA",    "MÓNICA",     "SANDRA",    "LAURA",     "BEATRIZ",
  "ARACELI",   "JOSEFINA",  "VALERIA",  "DIANA",      "MARIANA",   "NORMA",     "XIMENA",
  "ESMERALDA", "LUCÍA",     "IRMA",     "ISABEL",     "GLORIA",    "BRENDA",    "ROCÍO",
  "FABIOLA",   "ALMA",      "CECILIA",  "SOFÍA",      "LOURDES",   "ESPERANZA", "MARISOL",
  "LILIANA",   "NANCY",     "ERIKA",    "ANGÉLICA",   "REBECA",    "MAGDALENA", "PAOLA",
  "KARINA",    "NATALIA",   "JESSICA",  "ITZEL",      "VIRIDIANA", "CITLALI",   "BERENICE",
  "YESENIA",   "ESTEFANÍA", "ROSARIO",  "CAROLINA",   "GRACIELA",  "ELVIRA",    "MINERVA",
  "CONSUELO",  "CATALINA",  "LORENA",   "SUSANA",     "MIRIAM",    "DULCE",     "JACQUELINE",
  "EVELYN",    "ABIGAIL",   "REGINA",   "RENATA",     "CAMILA",    "JIMENA",    "ÁNGELA",
  "NAYELI",    "XÓCHITL",   "INÉS",     "OFELIA",     "HILDA",     "RAQUEL",    "EVA",
  "SARA",      "BLANCA",    "AURORA",   "ESTHER",     "OLGA",      "IRENE",     "VICTORIA",
  "EMILIA",    "FRANCISCA", "ANTONIA",  "CONCEPCIÓN", "SOCORRO",   "REYNA",     "MERCEDES",
  "ROSALÍA",   "MATILDE",   "BEGOÑA",   "ÚRSULA",     "NOEMÍ",     "ZAIRA",     "WENDY",
  "PERLA",     "FÁTIMA",    "ÉRIKA",    "CELIA",      "AMALIA",
};

static const char *const women_second[] = {
  "GUADALUPE", "ELENA",    "DEL CARMEN", "FERNANDA", "ISABEL",      "LUISA",      "DE LOS ÁNGELES",
  "ALEJANDRA", "TERESA",   "CRISTINA",   "DE JESÚS", "DEL ROSARIO", "DE LOURDES", "EUGENIA",
  "JOSÉ",      "VICTORIA", "PATRICIA",   "BELÉN",    "LAURA",       "ESTHER",     "DEL PILAR",
  "XIMENA",    "PAULA",    "MARGARITA",  "ROSA",     "JUANA",       "SOLEDAD",    "FÉLIX",
  "NICOLASA",  "INÉS",     "ASUNCIÓN",   "CRUZ",     "SOFÍA",       "LUCÍA",      "ANTONIETA",
};

static const char *const men[] = {
  "JOSÉ",     "JUAN",      "LUIS",     "CARLOS",   "MIGUEL",     "JESÚS",          "FRANCISCO",
  "JORGE",    "ALEJANDRO", "MANUEL",   "PEDRO",    "ANTONIO",    "ROBERTO",        "FERNANDO",
  "DANIEL",   "EDUARDO",   "RICARDO",  "JAVIER",   "RAFAEL",     "MARTÍN",         "RAÚL",
  "DAVID",    "ARTURO",    "SERGIO",   "MARCO",    "GERARDO",    "VÍCTOR",         "ENRIQUE",
  "MARIO",    "ALBERTO",   "ALFREDO",  "ÓSCAR",    "HÉCTOR",     "GUILLERMO",      "ARMANDO",
  "ÁNGEL",    "RUBÉN",     "SALVADOR", "DIEGO",    "IVÁN",       "ADRIÁN",         "CÉSAR",
  "OMAR",     "ANDRÉS",    "EMILIANO", "SANTIAGO", "LEONARDO",   "SEBASTIÁN",      "MATEO",
  "HUGO",     "EMMANUEL",  "GABRIEL",  "GUSTAVO",  "JULIO",      "ERNESTO",        "ABEL",
  "ISRAEL",   "JAIME",     "FELIPE",   "IGNACIO",  "ALDO",       "CRISTIAN",       "EDGAR",
  "ERICK",    "BRAYAN",    "KEVIN",    "UZIEL",    "SAÚL",       "MOISÉS",         "AGUSTÍN",
  "TOMÁS",    "PABLO",     "HUMBERTO", "RODOLFO",  "ROGELIO",    "RAMÓN",          "NICOLÁS",
  "RODRIGO",  "ALONSO",    "IÑIGO",    "BENITO",   "VICENTE",    "LORENZO",        "ISMAEL",
  "GILBERTO", "HERIBERTO", "NOÉ",      "ELÍAS",    "SAMUEL",     "JOEL",           "ESTEBAN",
  "FÉLIX",    "SIMÓN",     "EZEQUIEL", "TADEO",    "CUAUHTÉMOC", "NEZAHUALCÓYOTL", "ULISES",
  "FABIÁN",   "AXEL",      "XAVIER",   "WILFRIDO", "ELEAZAR",
};

static const char *const men_second[] = {
  "LUIS",     "ANTONIO",   "ÁNGEL",      "MANUEL",    "ALBERTO", "CARLOS",
  "DE JESÚS", "GUADALUPE", "ENRIQUE",    "ALEJANDRO", "EDUARDO", "FRANCISCO",
  "RAMÓN",    "JAVIER",    "PABLO",      "MARÍA",     "DAVID",   "ARMANDO",
  "MIGUEL",   "ALFREDO",   "IGNACIO",    "TRINIDAD",  "ANDRÉS",  "DANIEL",
  "CRUZ",     "RICARDO",   "DEL CARMEN", "ISAAC",     "RENÉ",    "OCTAVIO",
  "ULISES",   "ADÁN",      "SANTOS",     "BERNARDO",  "ISIDRO",  "CONCEPCIÓN",
};

static const char *const streets[] = {
  "C FICTICIA",        "AV EJEMPLO",    "CDA MUESTRA",     "C DE LA PRUEBA",
  "PRIV INVENTADA",    "AND SINTETICO", "CALZ IMAGINARIA", "C SIMULADA",
  "BLVD DEMOSTRACION", "CAM SUPUESTO",  "C HIPOTETICA",    "AV MODELO",
};

static const char *const neighbourhoods[] = {
  "COL MUESTRA",    "COL EJEMPLO",  "FRACC FICTICIO", "BARR IMAGINARIO",
  "PBLO DE PRUEBA", "U H SIMULADA", "COL INVENTADA",  "EJIDO SUPUESTO",
};

static const char *
draw (ApoyoRandom *random, const char *const *list, guint n)
{
  return list[(guint) (n * pow (apoyo_random_double (random), 1.7))];
}

#define DRAW(random, list) draw ((random), (list), G_N_ELEMENTS (list))

/* One, two and now and then three names; María and José mostly come with another one. */
char *
apoyo_names_given (ApoyoRandom *random, gboolean woman)
{
  const char *first = woman ? DRAW (random, women) : DRAW (random, men);
  const char *second = woman ? DRAW (random, women_second) : DRAW (random, men_second);
  double n_names = apoyo_random_double (random);

  if (n_names < 0.22) {
    first = woman ? "MARÍA" : "JOSÉ";
  } else if (n_names < 0.24) {
    return g_strdup_printf ("%s %s %s", woman ? "MARÍA" : "JOSÉ", first, second);
  } else if (n_names > 0.62) {
    return g_strdup (first);
  }
  if (g_str_equal (first, second))
    return g_strdup (first);
  return g_strconcat (first, " ", second, NULL);
}

const char *
apoyo_names_surname (ApoyoRandom *random)
{
  return DRAW (random, surnames);
}

const char *
apoyo_names_street (ApoyoRandom *random)
{
  return DRAW (random, streets);
}

const char *
apoyo_names_neighbourhood (ApoyoRandom *random)
{
  return DRAW (random, neighbourhoods);
}

/* Without accents and diaereses; Ñ stays, as on the credential. */
char *
apoyo_names_plain (const char *text)
{
  static const char *const accented[] = { "Á", "É", "Í", "Ó", "Ú", "Ü" };
  static const char plain[] = "AEIOUU";
  GString *result = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (accented); i++) {
    char letter[2] = { plain[i], '\0' };

    g_string_replace (result, accented[i], letter, 0);
  }
  return g_string_free (result, FALSE);
}
