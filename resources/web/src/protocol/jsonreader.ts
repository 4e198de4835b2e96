// SPDX-License-Identifier: GPL-3.0-or-later

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a message is not when a member is missing or of the wrong kind. */
export class Malformed extends Error {}

function wrong(key: string): never {
  throw new Malformed(key);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isObject(value) ? value : wrong(key);
}

export function text(from: JsonObject, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? value : wrong(key);
}

/** A member that is left out where it would be empty. */
export function textOrNone(from: JsonObject, key: string): string {
  return from[key] === undefined ? '' : text(from, key);
}

export function whole(from: JsonObject, key: string): number {
  const value = from[key];
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : wrong(key);
}

export function flag(from: JsonObject, key: string): boolean {
  const value = from[key];
  return typeof value === 'boolean' ? value : wrong(key);
}

export function oneOf<T extends string>(from: JsonObject, key: string, allowed: readonly T[]): T {
  const value = from[key];
  const found = allowed.find((one) => one === value);
  return found ?? wrong(key);
}

export function list(from: JsonObject, key: string): readonly unknown[] {
  const value = from[key];
  return Array.isArray(value) ? (value as readonly unknown[]) : wrong(key);
}

/** An object holding `key` when the member is there, else an empty one: for members that may be left out. */
export function maybe<K extends string, T>(
  from: JsonObject,
  key: K,
  read: (from: JsonObject, key: string) => T,
): Partial<Record<K, T>> {
  const found: Partial<Record<string, T>> = from[key] === undefined ? {} : { [key]: read(from, key) };
  return found as Partial<Record<K, T>>;
}
