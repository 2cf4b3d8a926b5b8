/** For the reading of `~/.aws/config` and `~/.aws/credentials`: a function has neither. */
export const CONFIG_PREFIX_SEPARATOR = '.';

export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
