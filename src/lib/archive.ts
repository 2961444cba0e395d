/** Where the name of the first entry stands in a ZIP archive. */
const NAME_AT = 30;

/** Whether the first entry of an archive has a name that begins so, told from the first bytes. */
export async function beginsWith(archive: Blob, name: string): Promise<boolean> {
  return (await archive.slice(NAME_AT, NAME_AT + name.length).text()) === name;
}
