// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Doctor;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.status.Examinations;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Starts an examination by the doctor, of a port or without one. */
final class DiagnoseAction implements PageAction {
    private static final String INTERFACE = "interface";

    private final ConsoleServices services;
    private final Examinations examinations;

    DiagnoseAction(ConsoleServices services, Examinations examinations) {
        this.services = services;
        this.examinations = examinations;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(ActionParameters.PORT, ActionParameters.PROTOCOL, INTERFACE);
    }

    @Override
    public ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, MissingService {
        Doctor doctor =
                services.doctor()
                        .orElseThrow(
                                () ->
                                        new MissingService(
                                                "The doctor is not running: install and start the"
                                                        + " bundle org.postern.doctor."));
        GatewayQuery query = services.query();
        String chosen = parameters.text(INTERFACE);
        DiagnosisRequest request =
                DiagnosisRequest.of(chosen.isEmpty() ? query : query.withNetworkInterface(chosen));
        Optional<Protocol> protocol = parameters.protocol();
        OptionalInt port = parameters.number(ActionParameters.PORT);
        if (port.isPresent()) {
            parameters.needed(ActionParameters.PROTOCOL);
            PortKey.checkExternalPort(port.getAsInt());
            request = request.withPort(port.getAsInt(), port.getAsInt(), protocol.orElseThrow());
        }
        return ActionOutcome.of(
                examinations.start(doctor, request)
                        ? "The examination has started. It takes up to 20 seconds."
                        : "An examination is running already.");
    }
}
