const statusWords: Readonly<Record<string, string>> = {
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** What a visitor notices of a request that failed (`tcp:ECONNREFUSED`), in the words that a browser uses. */
export const sawWords = (saw: string): string => {
  const [where = '', code = ''] = saw.split(':');
  if (where === 'dns') return 'cannot find the server';
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'timeout') return 'no answer in time';
  if (where === 'tcp') return `no connection (${code})`;
  if (where === 'tls') return 'no encrypted connection';
  if (where === 'http') return 'connection broken off';
  return `${saw} ${statusWords[saw] ?? ''}`.trim();
};

/** Instead of a conclusion. */
export const tooBusyFor = (what: string): string =>
  `Requests failed although nothing was done to the server, or could not be made in time, so these numbers do not say ${what}: run the drill again when this computer has less to do.`;
