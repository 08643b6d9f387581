// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.diagnosis;

import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.Note;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.command.CommandExitCodes;

/** What {@code doctor} exits with: where there is one, what the other commands end with. */
final class DiagnosisExitCode {
    private DiagnosisExitCode() {}

    static int of(Diagnosis diagnosis) {
        if (diagnosis.works()) {
            return CommandExitCodes.SUCCESS;
        }
        if (!diagnosis.alternatives().isEmpty()) {
            return CommandExitCodes.ONE_OF_TWO;
        }
        return switch (diagnosis.cause()) {
            case PORT_TAKEN, MAPPED_ELSEWHERE -> UpnpResult.CONFLICT_WITH_OTHER_MAPPING.code();
            case NOT_ALLOWED, PORT_NOT_ALLOWED -> UpnpResult.NOT_AUTHORIZED.code();
            case TABLE_FULL -> UpnpResult.NO_PORT_MAPS_AVAILABLE.code();
            case SLOW_ROUTER -> UpnpResult.NO_DEVICES.code();
            case DESCRIPTION_HANGS, DESCRIPTION_REFUSED, FOREIGN_LOCATION ->
                    UpnpResult.NO_GATEWAY.code();
            default ->
                    diagnosis.gateway().isPresent()
                            ? beyondTheRequest(diagnosis)
                            : withoutGateway(diagnosis);
        };
    }

    /** The router does what it is asked for, and the port is not reached all the same. */
    private static int beyondTheRequest(Diagnosis diagnosis) {
        return switch (diagnosis.cause()) {
            case UNKNOWN, OK, NOT_OPEN -> UpnpResult.UNKNOWN_ERROR.code();
            default -> CommandExitCodes.OUTSIDE_THE_ROUTER;
        };
    }

    private static int withoutGateway(Diagnosis diagnosis) {
        boolean others =
                diagnosis.notes().stream().anyMatch(each -> each.kind() == Note.Kind.OTHER_DEVICES);
        return others ? UpnpResult.NO_GATEWAY.code() : UpnpResult.NO_DEVICES.code();
    }
}
