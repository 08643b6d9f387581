package org.postern.simulator.ssdp;

import org.postern.simulator.http.HttpServer;
import org.postern.simulator.net.HttpDate;

import java.nio.charset.StandardCharsets;

/** Writes answers and announcements (UDA 1.1, sections 1.2 and 1.3.3). */
final class Datagrams {
    /** The shortest lifetime that UDA 1.1 recommends. */
    private static final int MAX_AGE_SECONDS = 1800;

    private final Announced announced;

    Datagrams(Announced announced) {
        this.announced = announced;
    }

    byte[] answer(Target target, String location) {
        return bytes(
                "HTTP/1.1 200 OK",
                "CACHE-CONTROL: max-age=" + MAX_AGE_SECONDS,
                "DATE: " + HttpDate.now(),
                "EXT:",
                "LOCATION: " + location,
                "SERVER: " + HttpServer.PRODUCT,
                "ST: " + target.type(),
                "USN: " + target.usn());
    }

    byte[] alive(Target target, String group, String location) {
        return bytes(
                "NOTIFY * HTTP/1.1",
                "HOST: " + group,
                "CACHE-CONTROL: max-age=" + MAX_AGE_SECONDS,
                "LOCATION: " + location,
                "NT: " + target.type(),
                "NTS: ssdp:alive",
                "SERVER: " + HttpServer.PRODUCT,
                "USN: " + target.usn());
    }

    byte[] byebye(Target target, String group) {
        return bytes(
                "NOTIFY * HTTP/1.1",
                "HOST: " + group,
                "NT: " + target.type(),
                "NTS: ssdp:byebye",
                "USN: " + target.usn());
    }

    private byte[] bytes(String... lines) {
        String text =
                String.join("\r\n", lines)
                        + "\r\nBOOTID.UPNP.ORG: "
                        + announced.bootId()
                        + "\r\nCONFIGID.UPNP.ORG: "
                        + announced.configId()
                        + "\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
