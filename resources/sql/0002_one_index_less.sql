-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who said what is found by the index of words; this one cost a page of its own for every message.
DROP INDEX events_said_by;
