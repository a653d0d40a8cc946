interface Named {
  readonly name: string;
}

/** Processes of Nginx, its main one and its workers, have this name (proc_pid_comm(5)). */
export const isNginx = ({ name }: Named): boolean => name === 'nginx';

/** MySQL's server, and MariaDB's. */
export const isDatabase = ({ name }: Named): boolean => name === 'mysqld' || name === 'mariadbd';
