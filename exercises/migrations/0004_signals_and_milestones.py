"""New names for two models: what a seat says is a signal, what came true for both a milestone.

Nothing changes in the database: both keep the tables that they were made with.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("couples", "0001_initial"), ("exercises", "0003_glossary_lines")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterModelTable(name="readiness", table="exercises_readiness"),
                migrations.AlterModelTable(name="moment", table="exercises_moment"),
                migrations.RenameModel(old_name="Readiness", new_name="Signal"),
                migrations.RenameModel(old_name="Moment", new_name="Milestone"),
                migrations.AlterField(
                    model_name="signal",
                    name="session",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="exercises.pairedsession",
                    ),
                ),
                migrations.AlterField(
                    model_name="signal",
                    name="seat",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="couples.seat",
                    ),
                ),
                migrations.AlterField(
                    model_name="milestone",
                    name="session",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="exercises.pairedsession",
                    ),
                ),
            ],
        )
    ]
