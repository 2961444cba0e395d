/** What the slider over a picture says at each of its places, from its beginning. */
export function spoken(within: ParentNode = document): (string | null)[] {
  const slider = within.querySelector<HTMLInputElement>('.stops input');
  if (!slider) return [];
  return Array.from({length: Number(slider.max) + 1}, (_, place) => {
    slider.value = String(place);
    slider.dispatchEvent(new Event('input'));
    return slider.getAttribute('aria-valuetext');
  });
}
