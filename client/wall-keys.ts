export function useWallKeys(): void {}
