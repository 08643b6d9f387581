// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Announcements of made-up routers. */
record Saying(Announcement said) {
    static final String IGD = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    static Saying alive(String usn, String location) {
        URI url = URI.create(location);
        return new Saying(
                new Announcement(
                        Announcement.Kind.ALIVE,
                        usn + "::" + IGD,
                        IGD,
                        Optional.of(url),
                        Duration.ofMinutes(30),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        FakeRouter.address(url.getHost())));
    }

    static Saying alive(FakeRouter router) {
        return alive(router.reading().root().orElseThrow().udn(), router.url().toString());
    }

    Announcement now() {
        return said;
    }

    Saying kind(Announcement.Kind kind) {
        return with(
                kind,
                said.target(),
                kind == Announcement.Kind.BYEBYE ? Optional.empty() : said.location(),
                said.maxAge(),
                said.bootId(),
                said.configId(),
                said.sender());
    }

    Saying about(String target) {
        return with(
                said.kind(),
                target,
                said.location(),
                said.maxAge(),
                said.bootId(),
                said.configId(),
                said.sender());
    }

    Saying maxAge(Duration age) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                age,
                said.bootId(),
                said.configId(),
                said.sender());
    }

    Saying booted(long id) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                said.maxAge(),
                OptionalLong.of(id),
                said.configId(),
                said.sender());
    }

    Saying configured(long id) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                said.maxAge(),
                said.bootId(),
                OptionalLong.of(id),
                said.sender());
    }

    Saying from(String sender) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                said.maxAge(),
                said.bootId(),
                said.configId(),
                FakeRouter.address(sender));
    }

    private Saying with(
            Announcement.Kind kind,
            String target,
            Optional<URI> location,
            Duration maxAge,
            OptionalLong bootId,
            OptionalLong configId,
            InetAddress sender) {
        return new Saying(
                new Announcement(
                        kind, said.usn(), target, location, maxAge, bootId, configId, sender));
    }
}
