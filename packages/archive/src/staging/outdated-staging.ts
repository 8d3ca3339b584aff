/** The staging directory is not any more what it was when the run looked at it: another run has been there. */
export class OutdatedStaging extends Error {
  override readonly name = "OutdatedStaging";
}
