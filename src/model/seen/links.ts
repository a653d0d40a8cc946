/** An open connection between two processes of the server. */
export interface Link {
  readonly protocol: 'tcp' | 'unix';
  /** Whom it is connected to: an address and a port, or the path of a socket. */
  readonly to: string;
  readonly port?: number;
  /** The port of its own end, by which a database names it. */
  readonly ownPort?: number;
  readonly pid?: number;
  readonly name?: string;
}

export interface LinksSeen {
  readonly links: readonly Link[];
  readonly command: string;
}
