// SPDX-License-Identifier: GPL-3.0-or-later

/** The close codes of a room (protocol.md, "Close codes"). */
export const CloseCode = {
  left: 1000,
  closed: 1001,
  binary: 1003,
  notUtf8: 1007,
  policy: 1008,
  tooLarge: 1009,
  removed: 4001,
  garbled: 4002,
  late: 4003,
  slow: 4004,
  silent: 4005,
  full: 4006,
  flood: 4007,
  crowded: 4008,
} as const;
