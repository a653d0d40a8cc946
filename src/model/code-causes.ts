import type { HeldCause } from './held.ts';
import { tableOf } from './table-of.ts';
import type { DeniedCause } from './why-denied.ts';

/** The way from the program to its database. */
export type WayCause =
  | 'refused'
  | 'looks-elsewhere'
  | 'localhost-is-ipv6'
  | 'socket-missing'
  | 'socket-denied'
  | 'socket-left-over'
  | 'no-answer'
  | 'name-unknown'
  | 'connection-lost'
  | 'pool-exhausted';

export type AdmitsCause =
  | 'access-denied'
  | DeniedCause
  | 'no-password'
  | 'socket-account'
  | 'schema-denied'
  | 'schema-missing'
  | 'no-right'
  | 'unknown-schema'
  | 'host-not-allowed'
  | 'host-blocked'
  | 'too-many-connections'
  | HeldCause
  | 'user-limit'
  | 'account-locked'
  | 'password-expired'
  | 'plugin-not-loaded'
  | 'tls-required'
  | 'init-connect-failed';

export type AnswersCause =
  | 'table-missing'
  | 'column-missing'
  | 'privilege-missing'
  | 'read-only'
  | 'lock-wait'
  | 'deadlock'
  | 'definer-missing'
  | 'disk-full'
  | 'number-too-big';

export type CodeCause =
  | 'exception'
  | 'syntax-error'
  | 'module-missing'
  | 'file-missing'
  | 'file-denied'
  | 'settings-unreadable'
  | 'environment-missing'
  | 'port-in-use'
  | 'object-missing'
  | 'memory-exhausted';

export type WorkersCause = 'worker-timeout' | 'worker-killed' | 'max-children' | 'time-limit';

export const admits: Readonly<Record<number, AdmitsCause>> = {
  1040: 'too-many-connections',
  1044: 'schema-denied',
  1045: 'access-denied',
  1049: 'unknown-schema',
  1129: 'host-blocked',
  1130: 'host-not-allowed',
  1184: 'init-connect-failed',
  1203: 'user-limit',
  1226: 'user-limit',
  1524: 'plugin-not-loaded',
  1698: 'socket-account',
  1820: 'password-expired',
  1862: 'password-expired',
  3118: 'account-locked',
  3159: 'tls-required',
  // MariaDB's; MySQL has it for a statement that no program says.
  4151: 'account-locked',
};

export const answers: Readonly<Record<number, AnswersCause>> = {
  1021: 'disk-full',
  1054: 'column-missing',
  1114: 'disk-full',
  1142: 'privilege-missing',
  1143: 'privilege-missing',
  1146: 'table-missing',
  1205: 'lock-wait',
  1213: 'deadlock',
  1227: 'privilege-missing',
  1264: 'number-too-big',
  1290: 'read-only',
  1370: 'privilege-missing',
  1449: 'definer-missing',
  1836: 'read-only',
};

export const workers: Readonly<Record<string, WorkersCause>> = tableOf({
  'WORKER TIMEOUT': 'worker-timeout',
  SIGKILL: 'worker-killed',
  'signal 9': 'worker-killed',
  max_children: 'max-children',
  max_execution_time: 'time-limit',
  request_terminate_timeout: 'time-limit',
});

export const code: Readonly<Record<string, CodeCause>> = tableOf({
  SyntaxError: 'syntax-error',
  IndentationError: 'syntax-error',
  TabError: 'syntax-error',
  ParseError: 'syntax-error',
  MODULE_NOT_FOUND: 'module-missing',
  ENOENT: 'file-missing',
  EACCES: 'file-denied',
  JSONDecodeError: 'settings-unreadable',
  ENVIRONMENT: 'environment-missing',
  EADDRINUSE: 'port-in-use',
  AppImportError: 'object-missing',
  MEMORY: 'memory-exhausted',
  MemoryError: 'memory-exhausted',
});

export const ways: Readonly<Record<string, WayCause>> = tableOf({
  ENOENT: 'socket-missing',
  EACCES: 'socket-denied',
  ETIMEDOUT: 'no-answer',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  CONNECTION_LOST: 'connection-lost',
});
