-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ids of messages, first by themselves: where they begin with the latest seq, as those that Foyer's own clients draw, the new ones lie together, and a batch
-- writes a page or two. By users first it wrote a page for each who talked.
DROP INDEX events_once;
CREATE UNIQUE INDEX events_once ON events (client_id, user) WHERE client_id IS NOT NULL;
