/** For the Region that an EC2 instance tells of itself: a function has it in its environment. */
export const getInstanceMetadataRegion = async () => undefined;
