/** Where a directive stands. */
export interface NginxPlace {
  readonly file: string;
  readonly line: number;
}

/** `proxy_pass`, `fastcgi_pass`, `uwsgi_pass`, `scgi_pass`, `grpc_pass`. */
export interface NginxPass extends NginxPlace {
  readonly kind: 'proxy' | 'fastcgi' | 'uwsgi' | 'scgi' | 'grpc';
  /** As it is written: `http://127.0.0.1:8000`, `unix:/run/app.sock`, the name of an upstream. */
  readonly to: string;
  /** Of `proxy`: a `proxy_set_header` that counts here says what the program is told as Host. */
  readonly setsHost?: boolean;
  /** Bytes that a `…_buffer_size` which counts here keeps for the head of an answer (status line and headers). */
  readonly headBytes?: number;
}

export interface NginxLocation extends NginxPlace {
  /** `/`, `= /health`, `~ \.php$`. */
  readonly match: string;
  readonly root?: string;
  readonly passes: readonly NginxPass[];
}

export interface NginxServer extends NginxPlace {
  readonly listens: readonly {
    /** `*` for every address. Of a unix socket its path. */
    readonly address: string;
    readonly port?: number;
    readonly ssl: boolean;
    readonly isDefault: boolean;
  }[];
  readonly names: readonly string[];
  readonly root?: string;
  readonly certificate?: string;
  readonly passes: readonly NginxPass[];
  readonly locations: readonly NginxLocation[];
}

export interface NginxUpstream extends NginxPlace {
  readonly name: string;
  readonly servers: readonly string[];
}

/** A directive, or a file, that Nginx would not accept. */
export interface NginxMistake extends NginxPlace {
  readonly said: string;
}

export interface NginxSeen {
  readonly version?: string;
  readonly user?: string;
  readonly servers: readonly NginxServer[];
  readonly upstreams: readonly NginxUpstream[];
  readonly errorLogs: readonly string[];
  readonly accessLogs: readonly NginxAccessLog[];
  /** Of `html`, `css` and `js` those that a `types` block gives a type; absent when no such block was read. */
  readonly types?: readonly string[];
  /** What was read, and when each was changed last: ISO 8601, by the server's clock. */
  readonly files: readonly { readonly path: string; readonly changedAt?: string }[];
  /** The first one on the disk; what stands behind it in its file is then not known. */
  readonly mistake?: NginxMistake;
  readonly command: string;
}

/** Where each request is written down (ngx_http_log_module, access_log). */
export interface NginxAccessLog {
  readonly path: string;
  /** Its log_format, as the configuration writes it. */
  readonly format: string;
  /** Lines are held back for a while (`buffer=`, `flush=`, `gzip`), or only some are written (`if=`). */
  readonly isPartial: boolean;
}
