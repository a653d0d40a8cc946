import type { MysqlGreeting } from '../model/seen/mysql.ts';

export type FirstPacket =
  | { readonly kind: 'greeting'; readonly greeting: MysqlGreeting }
  | { readonly kind: 'error'; readonly errno: number }
  | { readonly kind: 'other' }
  | { readonly kind: 'incomplete' };

/** MySQL: capability flags CLIENT_SSL and CLIENT_PLUGIN_AUTH. */
const clientSsl = 0x800;
const clientPluginAuth = 0x80000;

const untilNul = (payload: Buffer, from: number): { readonly text: string; readonly next: number } => {
  const end = payload.indexOf(0, from);
  const stop = end < 0 ? payload.length : end;
  return { text: payload.toString('latin1', from, stop), next: stop + 1 };
};

/** MariaDB up to 10 puts `5.5.5-` before its own version, so that old clients take it for MySQL 5.5.5. */
const flavourOf = (version: string): Pick<MysqlGreeting, 'flavour' | 'version'> => {
  if (version.includes('MariaDB')) return { flavour: 'MariaDB', version: version.replace(/^5\.5\.5-/, '') };
  return { flavour: version.includes('infra-tutor-stand-in') ? 'stand-in' : 'MySQL', version };
};

/** Protocol::HandshakeV10: version, connection id, nonce, capabilities, …, name of the authentication plugin. */
const greetingOf = (payload: Buffer): FirstPacket => {
  const { text: version, next } = untilNul(payload, 1);
  const capabilitiesAt = next + 4 + 8 + 1;
  if (payload.length < capabilitiesAt + 18) return { kind: 'other' };
  const capabilities =
    payload.readUInt16LE(capabilitiesAt) | (payload.readUInt16LE(capabilitiesAt + 5) << 16);
  const nonceLength = Math.max(13, payload.readUInt8(capabilitiesAt + 7) - 8);
  const pluginAt = capabilitiesAt + 18 + nonceLength;
  const plugin = capabilities & clientPluginAuth ? untilNul(payload, pluginAt).text : 'mysql_native_password';
  return {
    kind: 'greeting',
    greeting: { ...flavourOf(version), plugin, tls: (capabilities & clientSsl) !== 0 },
  };
};

/**
 * What the first bytes on a database port are: a greeting, an ERR packet, or not MySQL.
 * @param maximum bytes beyond which a first packet is not believed to be one
 */
export const readFirstPacket = (bytes: Buffer, maximum: number): FirstPacket => {
  if (bytes.length >= 4 && (bytes.readUIntLE(0, 3) > maximum || bytes.readUInt8(3) !== 0))
    return { kind: 'other' };
  if (bytes.length < 5) return { kind: 'incomplete' };
  const length = bytes.readUIntLE(0, 3);
  const first = bytes.readUInt8(4);
  if (length < 3 || (first !== 0x0a && first !== 0xff)) return { kind: 'other' };
  if (bytes.length < 4 + length) return { kind: 'incomplete' };
  const payload = bytes.subarray(4, 4 + length);
  return first === 0xff ? { kind: 'error', errno: payload.readUInt16LE(1) } : greetingOf(payload);
};
