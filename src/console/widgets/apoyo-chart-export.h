/* apoyo-chart-export.h: charts and the whole board as PNG, PDF and CSV files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-board-figures.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_CHART_TOTAL,
  APOYO_CHART_DISPERSION,
  APOYO_CHART_MAP,
  APOYO_CHART_PARTITION,
  APOYO_CHART_MINUTES,
  APOYO_CHART_DAYS,
  APOYO_CHART_BOARD, /* PDF: every page of the report; PNG: its first page; CSV: the area table */
} ApoyoChart;

typedef enum {
  APOYO_EXPORT_PNG,
  APOYO_EXPORT_PDF,
  APOYO_EXPORT_CSV,
} ApoyoExportFormat;

/* Draws in another thread, light on white, and replaces the file only when it is whole. Every
 * export bears title, "preliminary" (and the word simulacro), tree size and time. */
void apoyo_chart_export_async (ApoyoBoardFigures *figures,
                               ApoyoChart chart,
                               ApoyoExportFormat format,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean apoyo_chart_export_finish (GAsyncResult *result, GError **error);

/* "RM26-2021-12-22-201407-map.png": what a file chooser proposes. */
char *apoyo_chart_suggest_name (const char *process_code,
                                ApoyoBoardFigures *figures,
                                ApoyoChart chart,
                                ApoyoExportFormat format);

G_END_DECLS
