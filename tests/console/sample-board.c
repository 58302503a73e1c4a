/* sample-board.c: the figures of a revocación as in December 2021, for pictures and tests.
 *
 * The totals, and four of the entities, are those the institute published; the rest are made up so
 * that everything adds up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sample-board.h"

static const ApoyoAreaValue areas[] = {
  { "01", "Aguascalientes", 1010000, 30300, 11772 },
  { "02", "Baja California", 2981784, 89454, 61231 },
  { "03", "Baja California Sur", 565493, 16965, 14312 },
  { "04", "Campeche", 641228, 19237, 40100 },
  { "05", "Coahuila", 2218099, 66543, 9524 },
  { "06", "Colima", 546618, 16399, 15974 },
  { "07", "Chiapas", 3705147, 111155, 214613 },
  { "08", "Chihuahua", 2885336, 86561, 28929 },
  { "09", "Ciudad de México", 7395801, 221875, 489656 },
  { "10", "Durango", 1321088, 39633, 7284 },
  { "11", "Guanajuato", 4549127, 136474, 33750 },
  { "12", "Guerrero", 2529219, 75877, 116445 },
  { "13", "Hidalgo", 2223066, 66692, 81688 },
  { "14", "Jalisco", 6207871, 186237, 53897 },
  { "15", "México", 12005380, 360162, 490477 },
  { "16", "Michoacán", 3580782, 107424, 81664 },
  { "17", "Morelos", 1452590, 43578, 60693 },
  { "18", "Nayarit", 893867, 26817, 34407 },
  { "19", "Nuevo León", 4126881, 123807, 39197 },
  { "20", "Oaxaca", 2941887, 88257, 143143 },
  { "21", "Puebla", 4651847, 139556, 122139 },
  { "22", "Querétaro", 1757620, 52729, 24851 },
  { "23", "Quintana Roo", 1340380, 40212, 59531 },
  { "24", "San Luis Potosí", 2059917, 61798, 48270 },
  { "25", "Sinaloa", 2199282, 65979, 61928 },
  { "26", "Sonora", 2135603, 64069, 39575 },
  { "27", "Tabasco", 1671581, 50148, 123575 },
  { "28", "Tamaulipas", 2659179, 79776, 43797 },
  { "29", "Tlaxcala", 966429, 28993, 38428 },
  { "30", "Veracruz", 5875228, 176257, 291315 },
  { "31", "Yucatán", 1626771, 48804, 44509 },
  { "32", "Zacatecas", 1215792, 36474, 37156 },
};

static const gint64 minutes[] = {
  121, 128, 133, 141, 137, 145, 119, 136, 153, 146, 155, 132, 144, 138, 148,
  149, 131, 137, 139, 158, 152, 131, 150, 127, 141, 123, 117, 142, 119, 117,
  139, 133, 112, 132, 116, 119, 102, 125, 116, 124, 121, 102, 104, 98,  98,
  96,  105, 116, 99,  122, 114, 115, 134, 126, 124, 132, 142, 124, 157, 129,
};

static const gint64 days[] = {
  33336, 41711, 45644, 52877, 57632, 39559, 41404, 71389, 66353, 68404, 81897, 76086, 60214,
  57315, 83702, 76957, 86166, 91198, 86276, 65445, 65129, 80443, 93307, 90886, 86172, 81710,
  69963, 65087, 95192, 98406, 95649, 98667, 88366, 68318, 63170, 95582, 93711, 79338, 79227,
  79812, 65908, 58910, 84081, 77895, 80354, 77535, 76110, 56785, 56113, 81858, 77572, 69015,
};

static const gint64 sparklines[]
                              [24] = {
                                { 47, 39, 58, 75, 59, 61, 36, 49, 46, 37, 11, 52,
                                  50, 44, 46, 75, 70, 75, 77, 86, 59, 53, 62, 54 },
                                { 32, 34, 15, 22, 43, 11, 20, 40, 19, 44, 16, 38,
                                  53, 42, 71, 72, 73, 63, 71, 72, 55, 59, 42, 97 },
                                { 68, 67, 43, 52, 36, 3,  10, 55, 43, 30, 39, 39,
                                  71, 54, 56, 59, 52, 60, 62, 21, 42, 37, 50, 56 },
                                { 22, 11, 3,  21, 18, 3,  5,  15, 58, 74, 68, 67,
                                  63, 84, 55, 44, 54, 70, 55, 89, 77, 80, 96, 83 },
                                { 62, 37, 25, 26, 32, 46, 85, 56, 81, 73, 80, 89,
                                  55, 36, 44, 33, 61, 31, 23, 44, 34, 34, 49, 18 },
                                { 21, 3,  3,  10, 14, 34, 18, 45, 69, 65, 29,  57,
                                  29, 20, 74, 45, 52, 64, 71, 96, 90, 90, 100, 76 },
                              };

static void
set_situations (ApoyoBoardFigures *figures)
{
  figures->situations[APOYO_SITUATION_VALID] = 2963830;
  figures->situations[APOYO_SITUATION_IN_REVIEW] = 16510;
  figures->situations[APOYO_SITUATION_PROCESSING] = 1060;
  figures->situations[APOYO_SITUATION_INCONSISTENT] = 509241;
  figures->situations[APOYO_SITUATION_DUPLICATE_SAME] = 158236;
  figures->situations[APOYO_SITUATION_DUPLICATE_OTHER] = 89544;
  figures->situations[APOYO_SITUATION_DROPPED] = 39890;
  figures->situations[APOYO_SITUATION_NOT_ON_ROLL] = 22733;
  figures->situations[APOYO_SITUATION_NOT_FOUND] = 12788;
  figures->situations[APOYO_SITUATION_WITHDRAWN] = 4;
  figures->received = 3813836;
}

static void
set_times (ApoyoBoardFigures *figures)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Mexico_City");
  g_autoptr (GDateTime) recorded = g_date_time_new (zone, 2021, 12, 22, 20, 14, 7);
  g_autoptr (GDateTime) first = g_date_time_new (zone, 2021, 11, 1, 0, 0, 0);

  apoyo_board_figures_set_minutes (figures, minutes, G_N_ELEMENTS (minutes), recorded);
  apoyo_board_figures_set_days (figures, days, G_N_ELEMENTS (days), first);
  figures->n_days = 55;
  apoyo_board_figures_set_recorded (figures, 11438902, recorded, "America/Mexico_City");
}

ApoyoBoardFigures *
sample_board_new (void)
{
  ApoyoBoardFigures *figures = apoyo_board_figures_new ();

  apoyo_board_figures_set_titles (figures, "Revocación de Mandato 2021-2022", "día 52 de 55");
  figures->required = 2758227;
  figures->valid = 2963830;
  figures->percentage = 300;
  apoyo_board_figures_set_areas (figures, "entity", areas, G_N_ELEMENTS (areas));
  figures->dispersion_needed = 17;
  figures->dispersion_percentage = 300;
  set_situations (figures);
  set_times (figures);
  return figures;
}

ApoyoBoardFigures *
sample_board_new_district (guint n_sections)
{
  ApoyoBoardFigures *figures = apoyo_board_figures_new ();
  g_autofree ApoyoAreaValue *sections = g_new0 (ApoyoAreaValue, n_sections);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  apoyo_board_figures_set_titles (figures, "Candidatura independiente, distrito 09-F12",
                                  "día 52 de 55");
  for (guint i = 0; i < n_sections; i++) {
    g_ptr_array_add (texts, g_strdup_printf ("09-S%04u", i + 1));
    sections[i].code = g_ptr_array_index (texts, 2 * i);
    g_ptr_array_add (texts, g_strdup_printf ("Sección %u", i + 1));
    sections[i].name = g_ptr_array_index (texts, 2 * i + 1);
    sections[i].nominal_list = 1400;
    sections[i].required = 14;
    sections[i].valid = i * 37 % 25;
    figures->valid += sections[i].valid;
  }
  figures->required = n_sections * 28;
  figures->percentage = 200;
  apoyo_board_figures_set_areas (figures, "section", sections, n_sections);
  figures->dispersion_needed = (n_sections + 1) / 2;
  figures->dispersion_percentage = 100;
  figures->situations[APOYO_SITUATION_VALID] = figures->valid;
  figures->situations[APOYO_SITUATION_PROCESSING] = 3;
  figures->situations[APOYO_SITUATION_OUT_OF_SCOPE] = 412;
  figures->received = figures->valid + 415;
  set_times (figures);
  return figures;
}

const gint64 *
sample_board_sparkline (guint i)
{
  return sparklines[i % G_N_ELEMENTS (sparklines)];
}
