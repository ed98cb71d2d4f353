import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { ArtifactManifest } from './artifact-manifest.js';
import { deterministicUuid } from './uuid.js';

/** The CycloneDX bill of materials of an artifact, in JSON: every source with version, licence and hash. The same manifest gives the same bytes. */
export function cyclonedx(manifest: ArtifactManifest): string {
  const { Component, Property } = Models;
  const hashes = (sha256: string) => new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]);
  const properties = (entries: [name: string, value: string][]) =>
    new Models.PropertyRepository(entries.map(([name, value]) => new Property(`smechdeploy:${name}`, value)));
  const subject = new Component(Enums.ComponentType.OperatingSystem, manifest.artifact, {
    bomRef: manifest.artifact,
    hashes: hashes(manifest.sha256),
    properties: properties([
      ['profile', manifest.profile],
      ...manifest.prebuilt.map((part): [string, string] => ['prebuilt', part]),
      ...manifest.missing.map((part): [string, string] => ['missing', part]),
    ]),
  });
  const components = manifest.sources.map(
    ({ name, version, file, sha256, license, prebuilt, vendored }) =>
      new Component(Enums.ComponentType.Application, name, {
        bomRef: `${name}@${version}/${file}`,
        version,
        // The hash of a tree is no file's.
        ...(vendored ? {} : { hashes: hashes(sha256) }),
        licenses: new Models.LicenseRepository([new Models.LicenseExpression(license)]),
        properties: properties([
          ['file', file],
          ['prebuilt', String(prebuilt)],
          ...(vendored ? [['vendored-tree-sha256', sha256] satisfies [string, string]] : []),
        ]),
      }),
  );
  for (const { bomRef } of components) subject.dependencies.add(bomRef);
  const tools = Object.entries(manifest.tools).map(([name, version]) => new Models.Tool({ name, version }));
  const bom = new Models.Bom({
    serialNumber: `urn:uuid:${deterministicUuid(manifest.sha256, 'bill of materials')}`,
    metadata: new Models.Metadata({
      timestamp: new Date(manifest.sourceDateEpoch * 1000),
      component: subject,
      tools: new Models.Tools({ tools: new Models.ToolRepository(tools) }),
    }),
    components: new Models.ComponentRepository(components),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
