/**
 * How a packet or a connection fared, before any protocol was spoken. `silent`: for as long as the step may take.
 * `cut-short`, here and below: the run was ended first (its deadline, Ctrl-C), which says nothing about the peer.
 */
export type Reached =
  'open' | 'refused' | 'silent' | 'cut-short' | 'unreachable' | 'reset' | 'not-dialled' | 'failed';
