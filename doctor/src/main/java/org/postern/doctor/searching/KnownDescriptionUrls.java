// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where routers describe themselves that no search reaches, E7: miniupnpd, FRITZ!Box, Linksys and
 * others of its chips, and routers with UPnP on the port of their web page.
 */
final class KnownDescriptionUrls {
    private record Known(int port, String path) {}

    private static final List<Known> ALL =
            List.of(
                    new Known(5000, "/rootDesc.xml"),
                    new Known(49000, "/igddesc.xml"),
                    new Known(1900, "/gatedesc.xml"),
                    new Known(49152, "/gatedesc.xml"),
                    new Known(2189, "/rootDesc.xml"),
                    new Known(80, "/upnp/IGD.xml"));

    private KnownDescriptionUrls() {}

    /** Those at the ports of a gateway that accept connections. */
    static List<URI> at(NextHop hop) {
        List<URI> urls = new ArrayList<>();
        for (Known each : ALL) {
            if (hop.tcp().get(each.port()) == PortAnswer.ANSWERED) {
                urls.add(
                        URI.create(
                                "http://"
                                        + hop.address().getHostAddress()
                                        + ":"
                                        + each.port()
                                        + each.path()));
            }
        }
        return urls;
    }
}
