-- test-settings: what a session has set.
SELECT current_setting('TimeZone') AS time_zone, current_setting('application_name') AS application_name
