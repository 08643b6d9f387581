// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.http.HttpServer;
import org.postern.simulator.net.HttpDate;

/** Writes answers and announcements (UDA 1.1, sections 1.2 and 1.3.3). */
final class MessageFactory {
    private final AnnouncedDevice announced;

    MessageFactory(AnnouncedDevice announced) {
        this.announced = announced;
    }

    OutgoingSsdpMessage answer(SearchTarget target, String location) {
        return message(
                "HTTP/1.1 200 OK",
                "CACHE-CONTROL: max-age=" + announced.maxAge().toSeconds(),
                "DATE: " + HttpDate.now(),
                "EXT:",
                "LOCATION: " + location,
                "SERVER: " + HttpServer.PRODUCT,
                "ST: " + target.type(),
                "USN: " + target.usn());
    }

    OutgoingSsdpMessage alive(SearchTarget target, String group, String location) {
        return message(
                "NOTIFY * HTTP/1.1",
                "HOST: " + group,
                "CACHE-CONTROL: max-age=" + announced.maxAge().toSeconds(),
                "LOCATION: " + location,
                "NT: " + target.type(),
                "NTS: ssdp:alive",
                "SERVER: " + HttpServer.PRODUCT,
                "USN: " + target.usn());
    }

    OutgoingSsdpMessage byebye(SearchTarget target, String group) {
        return message(
                "NOTIFY * HTTP/1.1",
                "HOST: " + group,
                "NT: " + target.type(),
                "NTS: ssdp:byebye",
                "USN: " + target.usn());
    }

    private OutgoingSsdpMessage message(String startLine, String... headers) {
        return OutgoingSsdpMessage.of(startLine, headers)
                .with("BOOTID.UPNP.ORG", String.valueOf(announced.bootId()))
                .with("CONFIGID.UPNP.ORG", String.valueOf(announced.configId()));
    }
}
