// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

class KnownDescriptionUrlsTest {
    @Test
    void onlyPortsThatAcceptConnectionsAreTried() throws Exception {
        NextHop hop =
                new NextHop(
                        InetAddress.getByName("192.168.1.1"),
                        "eth0",
                        NextHop.Neighbour.PRESENT,
                        false,
                        Map.of(),
                        Map.of(
                                5000, PortAnswer.ANSWERED,
                                49_152, PortAnswer.ANSWERED,
                                49_000, PortAnswer.REFUSED,
                                80, PortAnswer.SILENT,
                                443, PortAnswer.ANSWERED));
        assertEquals(
                List.of(
                        URI.create("http://192.168.1.1:5000/rootDesc.xml"),
                        URI.create("http://192.168.1.1:49152/gatedesc.xml")),
                KnownDescriptionUrls.at(hop));
    }
}
