// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Announcements of made-up routers. */
record AnnouncementBuilder(Announcement said) {
    static final String IGD = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    static AnnouncementBuilder alive(String usn, String location) {
        URI url = URI.create(location);
        return new AnnouncementBuilder(
                new Announcement(
                        Announcement.Kind.ALIVE,
                        usn + "::" + IGD,
                        IGD,
                        Optional.of(url),
                        Duration.ofMinutes(30),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        WatchedRouter.address(url.getHost())));
    }

    static AnnouncementBuilder alive(WatchedRouter router) {
        return alive(
                router.assessment().description().orElseThrow().udn(), router.url().toString());
    }

    Announcement now() {
        return said;
    }

    AnnouncementBuilder kind(Announcement.Kind kind) {
        return with(
                kind,
                said.target(),
                kind == Announcement.Kind.BYEBYE ? Optional.empty() : said.location(),
                said.maxAge(),
                said.bootId(),
                said.configId(),
                said.sender());
    }

    AnnouncementBuilder about(String target) {
        return with(
                said.kind(),
                target,
                said.location(),
                said.maxAge(),
                said.bootId(),
                said.configId(),
                said.sender());
    }

    AnnouncementBuilder maxAge(Duration age) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                age,
                said.bootId(),
                said.configId(),
                said.sender());
    }

    AnnouncementBuilder booted(long id) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                said.maxAge(),
                OptionalLong.of(id),
                said.configId(),
                said.sender());
    }

    AnnouncementBuilder configured(long id) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                said.maxAge(),
                said.bootId(),
                OptionalLong.of(id),
                said.sender());
    }

    AnnouncementBuilder from(String sender) {
        return with(
                said.kind(),
                said.target(),
                said.location(),
                said.maxAge(),
                said.bootId(),
                said.configId(),
                WatchedRouter.address(sender));
    }

    private AnnouncementBuilder with(
            Announcement.Kind kind,
            String target,
            Optional<URI> location,
            Duration maxAge,
            OptionalLong bootId,
            OptionalLong configId,
            InetAddress sender) {
        return new AnnouncementBuilder(
                new Announcement(
                        kind, said.usn(), target, location, maxAge, bootId, configId, sender));
    }
}
