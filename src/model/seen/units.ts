/** A unit of systemd (systemd(1)), by its documented properties (org.freedesktop.systemd1(5)). */
export interface UnitSeen {
  /** `nginx.service` */
  readonly id: string;
  /** LoadState: `loaded`, `masked`, `bad-setting`. */
  readonly load: string;
  /** ActiveState: `active`, `activating`, `failed`, `inactive`. */
  readonly active: string;
  /** SubState: `running`, `auto-restart`. */
  readonly sub: string;
  /** Of a service, how it ended last: `success`, `exit-code`, `signal`, `timeout`, `oom-kill`. */
  readonly result?: string;
  /** UnitFileState: `enabled`, `disabled`, `static`; nothing when no file stands for it. */
  readonly file?: string;
  /** Another unit asks for it when that one is started (WantedBy, RequiredBy). */
  readonly isWanted: boolean;
  /** Units that start it when something happens: a socket, a timer. */
  readonly triggers: readonly string[];
  /** How often it was started again by itself since it was started by somebody (NRestarts). */
  readonly restarts: number;
  /** How its main process ended last: an exit code, or the number of a signal. */
  readonly exit?: { readonly by: 'exit' | 'signal'; readonly status: number };
  /** Of one that failed, or rests: it starts what runs programs for websites. */
  readonly isProgram?: boolean;
  /** Of one that failed, or rests: the place to which Nginx hands requests on stands in its command. */
  readonly isNamed?: boolean;
}

export interface UnitsSeen {
  readonly units: readonly UnitSeen[];
  /** In which group of processes those are that the site needs (cgroups(7)). */
  readonly groups: readonly { readonly pid: number; readonly path: string }[];
  readonly command: string;
}
