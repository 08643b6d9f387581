// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.diagnosis;

import org.apache.commons.cli.Option;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisListener;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Doctor;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.presentation.DiagnosisFields;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.StatusLine;
import org.postern.shell.commands.outside.HelperOption;

import java.util.Optional;

/** {@code doctor}: names why a port cannot be opened or reached, and the one thing to do next. */
public final class DoctorCommand implements Command {
    static final String STUN = "stun";
    static final String NO_TEST = "no-test";

    private static final Option PROTOCOL =
            OptionSyntax.value(
                    "protocol", "TCP|UDP", "the transport protocol of PORT; default:", "UDP");
    private static final Option STUN_SERVER =
            OptionSyntax.value(
                    STUN,
                    "HOST[:PORT]",
                    "ask this STUN server as which address it sees this network");
    private static final Option WITHOUT_TEST =
            OptionSyntax.flag(NO_TEST, "change nothing on the router, not even for two minutes");

    @Override
    public Syntax syntax() {
        return Syntax.network(
                        "doctor",
                        "Examines why a port cannot be opened or reached.",
                        "[PORT]",
                        "[INTERNAL]")
                .withDetails(
                        "Names one cause, from this machine outwards, and the one thing to do next;"
                            + " two where they look alike from here, with what tells them apart."
                            + " Without PORT, it examines this machine, its network and its router."
                            + " INTERNAL is the port on this machine (default: the same).",
                        "Where PORT is not open, it is opened for a test, for two minutes at most,"
                            + " and closed again, also on Ctrl-C. Nothing is sent beyond your own"
                            + " routers, unless --stun or --helper names a host.",
                        "It takes 20 seconds at most. It looks on all interfaces, whatever"
                                + " --interface says, to name the one on which the router is."
                                + " Port mappings are for IPv4, so --ipv6 has no effect.")
                .withOptions(
                        PROTOCOL,
                        STUN_SERVER,
                        HelperOption.option(
                                "ask this helper outside whether PORT is reached, see 'helper'"),
                        WITHOUT_TEST);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        PortArguments arguments = PortArguments.of(invocation);
        DiagnosisRequest request = arguments.request(invocation);
        Doctor doctor = invocation.services().doctor();
        Console console = invocation.console();
        Optional<StatusLine> line =
                console.terminal() ? Optional.of(new StatusLine(console)) : Optional.empty();
        DiagnosisListener progress = what -> line.ifPresent(each -> each.show(what + " ..."));
        Diagnosis diagnosis;
        try {
            diagnosis = doctor.diagnose(request, progress);
        } finally {
            line.ifPresent(StatusLine::erase);
        }
        return new Report(
                DiagnosisFields.of(request, diagnosis),
                new DiagnosisText(
                                diagnosis,
                                RemedyWords.command(invocation, arguments, diagnosis),
                                invocation.verbose())
                        .blocks(),
                arguments.notes(),
                DiagnosisExitCode.of(diagnosis));
    }
}
