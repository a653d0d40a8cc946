import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { issue, makeAuthority } from './authority.ts';
import { makePlace } from './place.ts';
import type { DbPlan, LabPlan } from './plan.ts';
import { onOneAddress } from './one-address.ts';
import { freePorts, hasAddress } from './ports.ts';
import type { LabSetting, Passwords } from './services/service.ts';

const password = (): string => randomBytes(18).toString('base64url');

/** Accounts keep the password they have. */
const makePasswords = ({ users }: DbPlan, before: Partial<Passwords> = {}): Passwords => ({
  administrator: before.administrator ?? password(),
  users: Object.fromEntries(users.map(({ user }) => [user, before.users?.[user] ?? password()])),
});

const siteAddresses = ({ web }: LabPlan, scheme: 'http' | 'https'): readonly string[] => [
  ...new Set(web.sites.filter((site) => site.scheme === scheme).map(({ address }) => address)),
];

const fitting = async (plan: LabPlan): Promise<LabPlan> =>
  (await hasAddress(plan.dns.resolver)) ? plan : onOneAddress(plan);

/** What the parts of one lab share: its directory, ports, passwords and certificates, all of them new. */
export const makeSetting = async (wanted: LabPlan): Promise<LabSetting> => {
  const plan = await fitting(wanted);
  const here = ['127.0.0.1'];
  const [http = 0, https = 0, app = 0, db = 0] = await freePorts([
    siteAddresses(plan, 'http'),
    siteAddresses(plan, 'https'),
    here,
    here,
  ]);
  const life = new AbortController();
  const certificates = issue(plan.tls, makeAuthority('infra-tutor lab authority'));
  return {
    plan,
    place: await makePlace(),
    ports: { http, https, app, db },
    passwords: makePasswords(plan.db),
    certificates,
    signal: life.signal,
    giveUp: () => life.abort(),
  };
};

/** The same lab by another plan. A new certificate only where the plan wants another one. */
export const settingFor = async (before: LabSetting, wanted: LabPlan): Promise<LabSetting> => {
  const plan = await fitting(wanted);
  const { certificates, passwords } = before;
  const isSame = isDeepStrictEqual(plan.tls, before.plan.tls);
  return {
    ...before,
    plan,
    passwords: makePasswords(plan.db, passwords),
    certificates: isSame ? certificates : issue(plan.tls, certificates.authority),
  };
};
