package io.alphafair.studies;

import io.alphafair.studies.fdfl.FdflStudy;
import io.alphafair.studies.learn.NmesStudy;
import io.alphafair.studies.learn.TrainStudy;
import io.alphafair.studies.programme.ProgrammeStudy;
import io.alphafair.studies.regret.RegretStudy;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.synthetic.SyntheticStudy;
import io.alphafair.studies.verify.VerifyStudy;
import java.util.List;

/** All studies, in the order in which they are listed. */
public final class Studies {
    private Studies() {
    }

    /** One of each. */
    public static List<Study> all() {
        return List.of(new VerifyStudy(), new FdflStudy(), new NmesStudy(), new TrainStudy(), new ProgrammeStudy(),
                new SyntheticStudy(), new RegretStudy());
    }
}
