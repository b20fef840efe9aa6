import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from './find-on-path.js';
import type { ServerSource } from './install-once.js';
import { runCommand } from './run-command.js';
import type { ServerProgram } from './server-program.js';

export type MavenLibrariesOptions = {
  program: ServerProgram;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
};

const resolveTimeoutMs = 10 * 60_000;

function pom(version: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>durable-genesys</groupId>
  <artifactId>test-server-libraries</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${version.replace(/^v/, '')}</version>
    </dependency>
  </dependencies>
</project>
`;
}

// The SDK ends the server by killing the process that it started: a shell that stayed in between would leave Java running.
// The two options: it lives for seconds and the SDK waits 5 s for it; they save a quarter of its start and a third of its CPU.
const wrapper = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

/** The server as its Java libraries, fetched by Maven, behind a wrapper that looks like the native executable. */
export function mavenLibraries({ program, env, say }: MavenLibrariesOptions): ServerSource {
  return {
    name: `Maven io.temporal:temporal-test-server:${program.version.replace(/^v/, '')}`,
    async install(into) {
      const mvn = findOnPath('mvn', env);
      if (mvn === undefined) throw new Error('no mvn on PATH');
      if (findOnPath('java', env) === undefined) throw new Error('no java on PATH');
      say(`${program.name}: fetching ${program.version} with Maven, about a minute, once`);
      const pomFile = join(into, 'pom.xml');
      await writeFile(pomFile, pom(program.version));
      const goal = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies';
      const settings = [`-DoutputDirectory=${join(into, 'lib')}`, '-DincludeScope=runtime'];
      const args = ['--batch-mode', '--quiet', '--file', pomFile, goal, ...settings];
      await runCommand({ file: mvn, args, env, timeoutMs: resolveTimeoutMs });
      await rm(pomFile);
      const executable = join(into, program.file);
      await writeFile(executable, wrapper);
      await chmod(executable, 0o755);
    },
  };
}
