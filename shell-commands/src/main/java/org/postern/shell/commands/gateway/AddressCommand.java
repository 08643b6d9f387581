// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.address.Ipv6Text;
import org.postern.shell.commands.internal.json.JsonFields;

import java.net.InetAddress;
import java.util.List;

/** {@code address}: prints the external address, alone on one line. */
public final class AddressCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("address", "Prints the address under which the internet sees you.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        Gateway gateway = GatewayLookup.find(invocation).gateway();
        InetAddress address = gateway.externalAddress();
        return Report.of(
                new JsonFields().put("address", address).put("gateway", gateway.info().id()).map(),
                List.of(Ipv6Text.of(address)));
    }
}
