import type { NginxPass } from './seen/nginx.ts';

/** What runs programs for websites, by the name of its process (comm, of which the kernel keeps 15 bytes: proc_pid_comm(5)). */
const overHttp =
  /^(?:node(?:js)?|(?:node-)?MainThread|bun|deno|python[\d.]*|gunicorn.*|uwsgi.*|uvicorn|hypercorn|daphne|waitress-serve|flask|php[\d.]*|ruby[\d.]*|puma.*|rackup|unicorn.*|thin|java|dotnet|beam\.smp|perl|starman.*)$/;

/** The protocol that each of them speaks with Nginx. A process of uWSGI speaks either. */
const runtimes: Partial<Record<NginxPass['kind'], RegExp>> = {
  proxy: overHttp,
  fastcgi: /^php-(?:fpm[\d.]*|cgi[\d.]*)$/,
  uwsgi: /^(?:uwsgi.*|python[\d.]*)$/,
};

/** Whether a process with this name runs programs that Nginx asks with this directive. */
export const runsFor = (kind: NginxPass['kind'], name: string): boolean =>
  runtimes[kind]?.test(name) ?? false;

/** Editors, supervisors and the like, which such programs also are, by a word of their command line. */
const tools =
  /(?:^|\/)\.?(?:vscode-server|code-server|cursor-server|openvscode-server|jupyter[\w-]*|supervisord|fail2ban-server|certbot|webpack(?:-dev-server)?|infra-tutor(?:\.js)?|unattended-upgrade[\w-]*|networkd-dispatcher)(?:\/|$)|^PM2$|^--inspect/;

export const isTool = (words: readonly string[]): boolean => words.some((word) => tools.test(word));

/**
 * Ports of services that are no page of a site: ssh, mail, DNS, printers, databases, caches, and what looks after
 * programs (supervisord 9001, node --inspect 9229, Tomcat's shutdown 8005, epmd 4369).
 */
const services: ReadonlySet<number> = new Set([
  21, 22, 25, 53, 110, 143, 389, 465, 587, 631, 853, 953, 993, 995, 2181, 2375, 3306, 4369, 5355, 5432, 5672,
  6379, 8005, 9001, 9092, 9200, 9229, 9300, 11_211, 15_672, 25_672, 27_017, 33_060,
]);

export const isServicePort = (port: number): boolean => services.has(port);

/** Sockets of the system itself, whose owners an ordinary user may not see (Ubuntu 24.04, `ss -lx`). */
const ofSystem =
  /^\/(?:var\/)?run\/(?:systemd|dbus|udev|user|snapd[\w.-]*|uuidd|lvm|mysqld|irqbalance|acpid[\w.]*|containerd|docker[\w.]*|fail2ban|avahi-daemon|cups|iscsid|lxd[\w.]*|apport[\w.]*|rpcbind[\w.]*|screen|tmux[\w.-]*)(?:\/|$)|^\/var\/(?:snap|lib)\/lxd\/|^\/tmp\/(?:\.X11-unix|\.ICE-unix|tmux-\d+|ssh-\w+)\//;

export const isSystemSocket = (path: string): boolean => ofSystem.test(path);
