/** A start that cannot go on: one sentence that says what to do, in English and in Chinese. */
export class CannotStart extends Error {
  constructor(english: string, chinese: string) {
    super(`${english}\n${chinese}`)
    this.name = 'CannotStart'
  }
}
