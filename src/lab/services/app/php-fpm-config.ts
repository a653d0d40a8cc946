import type { LabSetting } from '../service.ts';

export interface FpmFiles {
  readonly folder: string;
  readonly config: string;
  readonly socket: string;
  /** The one script that answers for every path of the program. */
  readonly script: string;
  readonly log: string;
}

export const fpmFiles = (directory: string): FpmFiles => ({
  folder: `${directory}/app`,
  config: `${directory}/app/php-fpm.conf`,
  socket: `${directory}/app/php-fpm.sock`,
  script: `${directory}/app/public/index.php`,
  log: `${directory}/app/error.log`,
});

export const fpmText = ({ place }: LabSetting): string => {
  const { folder, socket, log } = fpmFiles(place.directory);
  return `; PHP-FPM, which runs public/index.php for www.foobar.com.
; After a change to this file:  kill -USR2 $(cat php-fpm.pid)

[global]
daemonize               = no
pid                     = ${folder}/php-fpm.pid
error_log               = ${log}
process_control_timeout = 10s

[site]
listen          = ${socket}
listen.mode     = 0600
pm              = static
pm.max_children = 4
access.log      = ${folder}/access.log
access.format   = "%t \\"%m %r%Q%q\\" %s %{milli}d"

catch_workers_output       = yes
php_admin_flag[log_errors] = on
php_admin_value[error_log] = ${log}
php_flag[display_errors]   = off
`;
};
