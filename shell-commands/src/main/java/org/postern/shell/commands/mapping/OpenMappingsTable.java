// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortMapping;
import org.postern.shell.commands.internal.presentation.Quantities;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.PrintableText;
import org.postern.shell.commands.output.Table;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A table of the ports that were opened on one gateway. */
public final class OpenMappingsTable implements Block {
    private static final int DESCRIPTION_LENGTH = 60;

    private final Table table =
            Table.headed("Protocol", "Open at", "Leads to", "Lease", "Description")
                    .shortening("Description")
                    .omitting("Description", "Lease");

    public OpenMappingsTable row(Optional<InetAddress> externalAddress, PortMapping mapping) {
        table.row(
                mapping.protocol().name(),
                openAt(externalAddress, mapping),
                Quantities.endPoint(mapping.internalClient(), mapping.internalPort()),
                Quantities.lease(mapping),
                PrintableText.cut(mapping.description(), DESCRIPTION_LENGTH));
        return this;
    }

    OpenMappingsTable row(Pinhole pinhole) {
        String place = Quantities.endPoint(pinhole.client(), pinhole.port());
        table.row(pinhole.protocol().name(), place, place, Quantities.lease(pinhole.lease()), "");
        return this;
    }

    @Override
    public List<Line> lines(int columns) {
        return table.lines(columns);
    }

    /** Such as {@code 203.0.113.7:80}, or {@code port 80} when the address is unknown. */
    public static String openAt(Optional<InetAddress> externalAddress, PortMapping mapping) {
        int port = mapping.externalPort();
        return externalAddress
                .map(address -> Quantities.endPoint(address, port))
                .orElse("port " + port);
    }
}
