-- SPDX-License-Identifier: GPL-3.0-or-later
-- Nothing is looked for by them, and each of them cost a page of its own for every message: half of the time that writing took.
DROP INDEX events_once;
DROP INDEX events_said_by;
