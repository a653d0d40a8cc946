import type { Certificate } from '../certificate.ts';
import type { Place } from '../place.ts';
import type { LabPlan } from '../plan.ts';

/** One running part. */
export interface Service {
  /** As the software names itself: `nginx/1.22.1`. */
  readonly software: string;
  /** False: a stand-in of ours. */
  readonly real: boolean;
  /** Why a stand-in runs although the software is installed. */
  readonly note?: string;
  /** Absent: it runs inside the supervisor. */
  readonly pid?: number;
  /** Settles when it has ended, with what is known about why. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
  /**
   * Reads its files anew without refusing anybody. Absent: only a restart does that.
   * @throws {LabError} when it does not want them; it goes on with those it has
   */
  readonly reload?: () => Promise<void>;
}

/** Everything that the parts of one lab share. */
export interface LabSetting {
  readonly plan: LabPlan;
  readonly place: Place;
  readonly ports: LabPorts;
  readonly passwords: Passwords;
  readonly certificates: LabCertificates;
  /** Aborted: everything that was started is killed at once. */
  readonly signal: AbortSignal;
  /** Aborts it. */
  readonly giveUp: () => void;
}

export interface LabPorts {
  readonly http: number;
  readonly https: number;
  readonly app: number;
  readonly db: number;
}

export interface LabCertificates {
  readonly authority: Certificate;
  readonly site: Certificate;
  /** PEM, in the order in which the server sends them. */
  readonly chain: string;
}

/** One random password per account, made anew for every lab. */
export interface Passwords {
  readonly administrator: string;
  readonly users: Readonly<Record<string, string>>;
}

/** How a part is brought up: files first, then the server, so that a stopped part can start from edited files. */
export interface PartMaker {
  /** Without its version, which is known once it runs. */
  readonly software: string;
  /** Where it depends on the plan. */
  readonly softwareIn?: (plan: LabPlan) => string;
  readonly real: boolean;
  readonly prepare: (setting: LabSetting) => Promise<void>;
  readonly start: (setting: LabSetting) => Promise<Service>;
}
