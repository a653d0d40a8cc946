import type { LabSetting } from '../service.ts';

/** The files of one database server. */
export interface DbFiles {
  readonly folder: string;
  readonly data: string;
  readonly temporary: string;
  readonly socket: string;
  readonly config: string;
  readonly accounts: string;
  readonly client: string;
  readonly log: string;
}

export const dbFiles = (directory: string): DbFiles => ({
  folder: `${directory}/db`,
  data: `${directory}/db/data`,
  temporary: `${directory}/db/tmp`,
  socket: `${directory}/db/mysql.sock`,
  config: `${directory}/db/my.cnf`,
  accounts: `${directory}/db/accounts.sql`,
  client: `${directory}/db/client.cnf`,
  log: `${directory}/db/error.log`,
});

/**
 * The lab is thrown away: nothing has to survive a power cut, and little memory is enough. The key buffer stays as it is,
 * although making it ready is a quarter of the start: with less memory than the site's program, this would be no picture
 * of a database.
 */
export const fast = [
  'skip_log_bin',
  'innodb_buffer_pool_size = 8M',
  'innodb_flush_method = nosync',
  'innodb_flush_log_at_trx_commit = 0',
  'innodb_buffer_pool_load_at_startup = 0',
  'innodb_buffer_pool_dump_at_shutdown = 0',
  'innodb_temp_data_file_path = ibtmp1:2M:autoextend',
  'performance_schema = 0',
  'loose_skip_innodb_doublewrite',
  'loose_innodb_log_file_size = 4M', // MariaDB
  'loose_sync_frm = 0', // MariaDB
  'loose_aria_pagecache_buffer_size = 1M', // MariaDB
  'loose_innodb_redo_log_capacity = 8M', // MySQL
  'loose_mysqlx = OFF', // MySQL: its other protocol and port
] as const;

/** The server's own configuration; an option that begins with `loose_` may be unknown to it. */
export const configText = ({ plan, place, ports }: LabSetting): string => {
  const files = dbFiles(place.directory);
  const more = Object.entries(plan.db.settings).map(([option, value]) => `${option} = ${value}\n`);
  return `# The database server of the lab.

[mysqld]
bind_address = 127.0.0.1
port = ${ports.db}
socket = ${files.socket}

datadir = ${files.data}
tmpdir = ${files.temporary}
pid_file = ${files.folder}/mysqld.pid

max_connections = ${plan.db.maxConnections}
character_set_server = utf8mb4
skip_name_resolve
${more.join('')}
# Quick to start, and forgetful after a power cut: this is a lab.
${fast.join('\n')}
`;
};

/** Lets the owner of the lab in as the administrator: mariadb --defaults-file=client.cnf */
export const clientText = ({ place, passwords }: LabSetting): string => `[client]
socket = ${dbFiles(place.directory).socket}
user = root
password = ${passwords.administrator}
`;
