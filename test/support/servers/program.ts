import { findBinary } from '../../../src/lab/binary.ts';

/** Something that a test needs is not on this computer. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** Something that whoever keeps this computer does not let a test do, whatever is installed. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** The path of an installed program. */
export const program = async (name: string): Promise<string> => {
  const path = await findBinary(name);
  if (!path) throw new NotHere(`${name} is not installed here`);
  return path;
};
