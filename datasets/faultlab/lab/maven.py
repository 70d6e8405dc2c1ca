"""Maven runs offline against a read-only local repository, seen through an overlay so that nothing is written into it."""
import subprocess


class Maven:
    def __init__(self, work, repository, calendar):
        self.work, self.calendar = work, calendar
        for d in ("m2", "m2-changes", "m2-scratch", "empty-repository", "build"):
            (work / d).mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", work / "m2-changes"], check=True)
        for d in ("upper", "work"):
            (work / "m2-changes" / d).mkdir()
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", f"lowerdir={repository},upperdir={work}/m2-changes/upper,workdir={work}/m2-changes/work", work / "m2"], check=True)
        (work / "settings.xml").write_text(f"<settings><localRepository>{work}/m2</localRepository><mirrors><mirror><id>team-repository</id><mirrorOf>*</mirrorOf>"
                                           f"<url>file://{work}/empty-repository</url></mirror></mirrors></settings>")

    def pom(self, name, version, dependency):
        return f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example.shop</groupId><artifactId>{name}</artifactId><version>{version}</version>
  <properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>
    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.11.4</version><scope>test</scope></dependency>
    {dependency}
  </dependencies>
  <build><plugins>
    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13.0</version></plugin>
    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.2</version><configuration><forkCount>0</forkCount></configuration></plugin>
  </plugins></build>
</project>
"""

    def command(self):
        return ["mvn", "-B", "-llr", "-ntp", "-Dstyle.color=never", "-s", self.work / "settings.xml", "test"]

    def environment(self):
        return {"MAVEN_OPTS": "-XX:TieredStopAtLevel=1 -Xshare:auto -XX:+UseSerialGC -XX:-UsePerfData -Xmx256m"}
