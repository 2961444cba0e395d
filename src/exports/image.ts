/** A picture as a file of its own. */
export function svgFile(picture: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(picture)], {type: 'image/svg+xml'});
}

/** A picture as dots, `scale` of them for each pixel of its width and height. */
export async function pngFile(picture: SVGSVGElement, scale: number): Promise<Blob> {
  const {width, height} = picture.viewBox.baseVal;
  const address = URL.createObjectURL(svgFile(picture));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(width * scale, height * scale);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({type: 'image/png'});
  } finally {
    URL.revokeObjectURL(address);
  }
}
