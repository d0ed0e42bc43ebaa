/** Copies what stands before it. Only where the page's script runs is it seen (see the style). */
export function copyButton(what: string): string {
  return `<button type="button" class="copy" aria-label="Copy the ${what}">Copy</button>`;
}
