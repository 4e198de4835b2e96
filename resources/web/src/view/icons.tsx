// SPDX-License-Identifier: GPL-3.0-or-later

import type { JSX } from 'preact';

const Icon = ({ children }: { children: JSX.Element | JSX.Element[] }) => (
  <svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{children}</svg>
);

export const SendIcon = () => <Icon><path d="M3.5 4.2 16.8 10 3.5 15.8l1.7-5.8z" /><path d="M5.2 10h5.3" /></Icon>;

export const MoreIcon = () => (
  <Icon>
    <circle cx="4.5" cy="10" r=".9" fill="currentColor" />
    <circle cx="10" cy="10" r=".9" fill="currentColor" />
    <circle cx="15.5" cy="10" r=".9" fill="currentColor" />
  </Icon>
);

export const CloseIcon = () => <Icon><path d="m5 5 10 10M15 5 5 15" /></Icon>;

export const DownIcon = () => <Icon><path d="M10 4v11.5M5.2 11 10 15.8 14.8 11" /></Icon>;

export const SearchIcon = () => <Icon><circle cx="8.8" cy="8.8" r="5.3" /><path d="m12.7 12.7 4 4" /></Icon>;

/** The host's sign. Names hold no star, so no name can wear it. */
export const StarIcon = () => (
  <svg class="star" viewBox="0 0 20 20" width="12" height="12" fill="currentColor" aria-hidden="true" focusable="false">
    <path d="m10 1.8 2.5 5.3 5.8.7-4.3 4 1.1 5.8-5.1-2.9-5.1 2.9 1.1-5.8-4.3-4 5.8-.7z" />
  </svg>
);
