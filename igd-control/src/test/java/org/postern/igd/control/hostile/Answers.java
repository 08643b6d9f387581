// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What well-behaved devices say, for hostile ones to start from. */
final class Answers {
    static final String WAN = "urn:schemas-upnp-org:service:WANIPConnection:1";
    static final String IGD = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    private Answers() {}

    static String ok(String document) {
        return "HTTP/1.1 200 OK\r\nContent-Length: "
                + document.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + document;
    }

    static String service(String type, String urls) {
        return "<service><serviceType>" + type + "</serviceType>" + urls + "</service>";
    }

    static String wan(String controlUrl) {
        return service(WAN, "<controlURL>" + controlUrl + "</controlURL>");
    }

    static String description(String name, String services) {
        return description(name, "", services);
    }

    static String description(String name, String urlBase, String services) {
        return "<root>"
                + urlBase
                + "<device><deviceType>"
                + IGD
                + "</deviceType><friendlyName>"
                + name
                + "</friendlyName><UDN>uuid:"
                + name
                + "</UDN><serviceList>"
                + services
                + "</serviceList></device></root>";
    }

    static String soap(String content) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                + content
                + "</s:Body></s:Envelope>";
    }

    /** Fits both questions about a connection. */
    static String connected(String externalAddress) {
        return soap(
                "<u:Response xmlns:u='"
                        + WAN
                        + "'><NewConnectionStatus>Connected</NewConnectionStatus>"
                        + "<NewExternalIPAddress>"
                        + externalAddress
                        + "</NewExternalIPAddress></u:Response>");
    }

    /** A gateway that is connected, at "/router.xml". */
    static HostileDevice router(HostileDevice device) {
        return device.serving("/router.xml", description("Router", wan("/ctl")))
                .serving("/ctl", connected("203.0.113.9"));
    }

    static String fault(String code, String words) {
        return "HTTP/1.1 500 Internal Server Error\r\n\r\n"
                + soap(
                        "<s:Fault><detail><UPnPError><errorCode>"
                                + code
                                + "</errorCode><errorDescription>"
                                + words
                                + "</errorDescription></UPnPError></detail></s:Fault>");
    }

    static String ssdp(URI location, String usn) {
        return ssdp(location.toString(), usn);
    }

    static String ssdp(String location, String usn) {
        return "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nLOCATION: "
                + location
                + "\r\nST: "
                + IGD
                + "\r\nUSN: "
                + usn
                + "\r\n\r\n";
    }
}
