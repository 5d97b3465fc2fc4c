# Three images from one file: --target node (default), venue, built from source in a stage that is thrown away.
# Nothing in them runs as root; /data is all they write.
FROM node:22-bookworm-slim AS web

FROM maven:3.9-eclipse-temurin-21 AS build
# The dashboard is built with Node in the same reactor.
COPY --from=web /usr/local/bin/node /usr/local/bin/node
COPY --from=web /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    mvn -q package -Dmaven.test.skip=true -pl verticles/node,verticles/venue-simulator -am

FROM eclipse-temurin:21-jre AS run
RUN groupadd --system --gid 10001 holdfast \
    && useradd --system --uid 10001 --gid holdfast --no-create-home --home-dir /data holdfast \
    && mkdir /data && chown holdfast:holdfast /data
COPY conf/container/healthy /usr/local/bin/healthy
WORKDIR /holdfast
USER 10001:10001
VOLUME /data
# A heap that is full is not worth saving: the process ends, the restart policy starts it, it replays the journal.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"

FROM run AS venue
COPY --from=build /src/verticles/venue-simulator/target/holdfast-venue.jar venue.jar
EXPOSE 9750
HEALTHCHECK --interval=5s --timeout=2s --start-period=20s --retries=3 CMD ["healthy", "9750", "/api/v3/ping"]
ENTRYPOINT ["java", "-jar", "venue.jar"]
CMD ["--host", "0.0.0.0", "--ledger", "/data/ledger.jsonl"]

FROM run AS node
COPY --from=build /src/verticles/node/target/holdfast-node.jar node.jar
COPY conf conf
EXPOSE 8080 5701
# Pauses far below a millisecond, for more memory: what trades must not stand still to collect garbage.
ENV JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -XX:+UseZGC -XX:+ZGenerational"
HEALTHCHECK --interval=5s --timeout=2s --start-period=60s --retries=3 CMD ["healthy", "8080", "/health/ready"]
ENTRYPOINT ["java", "-jar", "node.jar"]
CMD ["run", "--config", "/holdfast/conf"]
